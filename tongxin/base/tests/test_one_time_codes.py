"""Codes of authenticator apps."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from tongxin.base.one_time_codes import SECONDS, app_address, code_at, fitting_step, new_key, step_of

KEY = base64.b32encode(b"12345678901234567890").decode()  # of the appendices


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert code_at(KEY, step_of(at), digits=8) == code
    assert fitting_step(KEY, code[-6:], at=at) == seconds // SECONDS


def test_the_vectors_of_rfc_4226() -> None:
    codes = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split()
    assert [code_at(KEY, step) for step in range(10)] == codes


def test_clocks_may_differ_by_one_step_and_no_code_fits_twice() -> None:
    at = datetime(2026, 11, 23, 8, 0, 15, tzinfo=UTC)
    here = step_of(at)
    fits = [fitting_step(KEY, code_at(KEY, here + away), at=at) for away in (-2, -1, 0, 1, 2)]
    assert fits == [None, here - 1, here, here + 1, None]
    assert fitting_step(KEY, code_at(KEY, here), at=at, after=here) is None
    assert fitting_step(KEY, code_at(KEY, here), at=at + timedelta(seconds=30), after=here - 1) == here
    assert fitting_step(KEY, "", at=at) is None


def test_keys_are_random_and_the_address_names_whose_they_are() -> None:
    assert len({new_key() for _ in range(20)}) == 20
    assert len(base64.b32decode(new_key())) == 20
    told = app_address("ABC", issuer="同心 crm", account="a b@x.example")
    assert told.startswith("otpauth://totp/%E5%90%8C%E5%BF%83%20crm:a%20b%40x.example?secret=ABC&issuer=%E5%90%8C")
