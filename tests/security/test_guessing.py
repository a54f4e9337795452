"""Somebody guesses passwords, or codes after a right one, from one place, from one network and from a hundred: few guesses count, and the owner is never locked out.

Tokens, calendars, links and sessions are not counted: they are random and long. Every key is looked at, and guessed at in vain.

A few hundred guesses in every run; `bin/sec brute --guesses 10000` makes more.
"""

import math
import os
import re
from collections import Counter
from random import Random
from string import ascii_lowercase, digits

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.security.credentials import OK, hand_out
from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.base.one_time_codes import new_key
from tongxin.collab.people.actions import DEVICE_COOKIE, TooManyGuesses, WrongCredentials, check_credentials
from tongxin.collab.people.models import SecondFactor

pytestmark = pytest.mark.alike
GUESSES = int(os.environ.get("TONGXIN_SEC_GUESSES", "300"))
LEAST_BITS = 128
MOST = 20  # of an account, in an hour
MAILS = [f"{name}@hengxin.example" for name in ("boss", "seller", "colleague", "nobody")]


def places(chance: Random) -> dict[str, list[str]]:
    return {
        "one address": ["203.0.113.9"],
        "one network": [f"2001:db8:1:2:{chance.randrange(1, 65_535):x}::{number:x}" for number in range(1, 200)],
        "a hundred": [f"198.51.100.{number}" for number in range(100)],
    }


@pytest.mark.parametrize("kind", ["one address", "one network", "a hundred"])
def test_few_guesses_count(cast: Cast, kind: str) -> None:
    chance, counted, refused = Random(8), Counter[str](), 0
    addresses = places(chance)[kind]
    for number in range(GUESSES):
        mail = MAILS[number % len(MAILS)]
        try:
            check_credentials(email=mail, password=f"guess-{number}", address=chance.choice(addresses))
        except WrongCredentials:
            counted[mail] += 1
        except TooManyGuesses:
            refused += 1
    assert max(counted.values()) <= MOST
    assert sum(counted.values()) + refused == GUESSES
    assert refused > GUESSES / 2


def test_few_codes_count_for_who_knows_the_password(cast: Cast) -> None:
    SecondFactor.objects.create(person=cast.seller, key=Secret(new_key()), confirmed_at=now())
    chance, told, client = Random(10), Counter[int](), Client()
    addresses, form = places(chance)["a hundred"], {"email": MAILS[1], "password": PASSWORD}
    for number in range(GUESSES // 5):
        address = chance.choice(addresses)
        if number % 7 == 0:
            client.post("/login/", form, REMOTE_ADDR=address)
        code = f"{chance.randrange(10**6):06}x"  # seven signs: none of them is right by chance
        told[client.post("/login/code/", {"code": code}, REMOTE_ADDR=address).status_code] += 1
    assert told[422] <= MOST
    assert told[422] + told[429] == GUESSES // 5
    assert told[429] > GUESSES // 10


def test_the_owner_comes_in_meanwhile(cast: Cast) -> None:
    client = Client()
    form = {"email": MAILS[1], "password": PASSWORD}
    assert client.post("/login/", form).status_code == 302
    for number in range(GUESSES // 4):
        with pytest.raises((WrongCredentials, TooManyGuesses)):
            check_credentials(email=MAILS[1], password="wrong", address=f"198.51.100.{number % 100}")
    device = client.cookies[DEVICE_COOKIE].value
    assert check_credentials(email=MAILS[1], password=PASSWORD, address="198.51.100.7", device=device) == cast.seller


def secret_of(path: str, headers: dict[str, str]) -> str:
    """What somebody would have to guess: of a signed link its signature."""
    said = headers.get("Authorization", headers.get("Cookie", path)).rstrip("/").removesuffix(".ics")
    return re.split(r"[/:= ]", said)[-1].removeprefix("tx_")


def test_keys_are_long_and_random(cast: Cast) -> None:
    first, second = (hand_out(cast, name).knocks for name in ("one", "two"))
    for name in first:
        one, other = secret_of(*first[name]), secret_of(*second[name])
        alphabet = 36 if name in ("session", "halfway") else 64
        assert len(one) * math.log2(alphabet) >= LEAST_BITS, name
        assert sum(left == right for left, right in zip(one, other, strict=True)) < len(one) / 3, name


def test_guessed_keys_open_nothing(cast: Cast) -> None:
    chance, held = Random(9), hand_out(cast, "one")
    for name, (path, headers) in held.knocks.items():
        secret = secret_of(path, headers)
        for _number in range(GUESSES // 30):
            guess = "".join(chance.choices(f"{ascii_lowercase}{digits}", k=len(secret)))
            bent = {key: value.replace(secret, guess) for key, value in headers.items()}
            assert Client().get(path.replace(secret, guess), headers=bent).status_code != OK, name
