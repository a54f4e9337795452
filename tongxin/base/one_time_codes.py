"""Codes that last half a minute, as authenticator apps show them (TOTP, RFC 6238: SHA-1, six digits, steps of 30 seconds)."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

SECONDS = 30
DIGITS = 6
_KEY_BYTES = 20  # as RFC 4226 recommends, and what every app takes


def new_key() -> str:
    """A random key, in the letters (base32) in which apps take it."""
    return base64.b32encode(secrets.token_bytes(_KEY_BYTES)).decode()


def step_of(at: datetime) -> int:
    """The number of the half minute."""
    return int(at.timestamp()) // SECONDS


def code_at(key: str, step: int, digits: int = DIGITS) -> str:
    """What the app shows in that half minute (RFC 4226, 5.3)."""
    digest = hmac.digest(base64.b32decode(key), step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0x0F
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).rjust(digits, "0")


def fitting_step(key: str, code: str, *, at: datetime, after: int = -1) -> int | None:
    """The half minute to which a code belongs, if it is this one or its neighbour, for clocks differ, and later than `after`, the
    last one of which a code was taken. None where none fits. All are compared, so that time tells nothing."""
    here = step_of(at)
    fitting = [
        step for step in (here - 1, here, here + 1) if hmac.compare_digest(code_at(key, step).encode(), code.encode())
    ]
    return next((step for step in fitting if step > after), None)


def app_address(key: str, *, issuer: str, account: str) -> str:
    """What the QR code says to the app (otpauth://)."""
    asked = {"secret": key, "issuer": issuer, "algorithm": "SHA1", "digits": DIGITS, "period": SECONDS}
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{urlencode(asked, quote_via=quote)}"
