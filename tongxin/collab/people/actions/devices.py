"""Browsers that are known again: a mark that signing in leaves, and those of them that need no code."""

import secrets
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.web.devices import KEPT, device_of
from tongxin.collab.people.events import BrowsersForgotten, BrowserTrusted
from tongxin.collab.people.models import Person, TrustedBrowser
from tongxin.collab.people.models.second_factor import TRUSTED_FOR
from tongxin.collab.people.models.token import digest_of

DEVICE_COOKIE = "device"
DEVICE_KEPT = timedelta(days=365)
_DEVICE_SALT = "tongxin.people.device"


def known_device(device: str) -> tuple[int, str] | None:
    """Whose browser it is, and its mark; None where the cookie is not ours."""
    try:
        number, mark = signing.loads(device[:300], salt=_DEVICE_SALT, max_age=DEVICE_KEPT)
    except (signing.BadSignature, ValueError):
        return None
    return number, mark


def remember_device(*, request: HttpRequest, response: HttpResponseBase, person: Person, mark: str = "") -> None:
    """Leave a mark in a browser in which somebody has just signed in: a `mark` that is trusted, else the one of before. It opens
    nothing: see `limits_of`, and `is_trusted`."""
    known = known_device(request.COOKIES.get(DEVICE_COOKIE, ""))
    kept = known[1] if known is not None and known[0] == person.pk else secrets.token_hex(8)
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps([person.pk, mark or kept], salt=_DEVICE_SALT),
        max_age=DEVICE_KEPT,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _digest(person: Person, mark: str) -> str:
    return digest_of(f"{person.pk}:{mark}")


@transaction.atomic
def trust_browser(*, request: HttpRequest, by: Person) -> str:
    """Ask no code in this browser for 30 days; answers a new mark for it. A mark that was left before is trusted by nobody."""
    mark = secrets.token_hex(16)
    TrustedBrowser.objects.create(
        person=by, digest=_digest(by, mark), epoch=by.credential_epoch, until=now() + TRUSTED_FOR
    )
    device = device_of(request.headers.get("User-Agent", "")[:KEPT])
    tell(BrowserTrusted(device=device), by=by, on=Subject("person", by.pk))
    return mark


def is_trusted(person: Person, device: str) -> bool:
    """Whether this browser need not be asked for a code. It still needs the password."""
    known = known_device(device)
    if known is None or known[0] != person.pk:
        return False
    return TrustedBrowser.objects.living(now()).filter(person=person, digest=_digest(person, known[1])).exists()


@transaction.atomic
def forget_browsers(*, by: Person) -> None:
    """Ask for a code everywhere again."""
    gone, _rows = TrustedBrowser.objects.filter(person=by).delete()
    if gone:
        tell(BrowsersForgotten(), by=by, on=Subject("person", by.pk))
