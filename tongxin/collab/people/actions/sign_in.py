"""Signing in and out, with a limit on guessing."""

import ipaddress
import logging
import secrets
from datetime import timedelta

from django.contrib.auth import logout
from django.contrib.auth.hashers import check_password
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.actions.sessions import begin_session
from tongxin.collab.people.events import SignedIn, SignedOut
from tongxin.collab.people.models import FailedSignIn, Person

log = logging.getLogger(__name__)
GUESSES_PER_HOUR = {"mail": 10, "net": 60, "device": 10}
DEVICE_COOKIE = "device"
DEVICE_KEPT = timedelta(days=365)
_DEVICE_SALT = "tongxin.people.device"


class WrongCredentials(PermissionDenied):
    """Mail address or password do not fit; which of them is not said."""


class TooManyGuesses(PermissionDenied):
    """Too many wrong passwords from here or for this account in the last hour."""


def network_of(address: str) -> str:
    """The unit by which guessing is limited: an IPv4 address, or a /64 of IPv6."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 6:
        return str(ipaddress.ip_network((int(ip) >> 64 << 64, 64)))
    return str(ip)


def _limits(person: Person | None, *, email: str, address: str, device: str) -> dict[str, str]:
    """By what this guess is counted. A browser in which this very person signed in before is counted by itself alone, so
    that guessing elsewhere never locks the owner out, and a stolen one buys no more than ten guesses an hour."""
    known = _known_device(device)
    if person is not None and known is not None and known[0] == person.pk:
        return {"device": f"device:{person.pk}:{known[1]}"}
    return {"mail": f"mail:{email}", "net": f"net:{network_of(address)}"}


def _known_device(device: str) -> tuple[int, str] | None:
    try:
        number, mark = signing.loads(device[:300], salt=_DEVICE_SALT, max_age=DEVICE_KEPT)
    except (signing.BadSignature, ValueError):
        return None
    return number, mark


def check_credentials(*, email: str, password: str, address: str, device: str = "") -> Person:
    """The person behind mail and password. `device` is what `remember_device` left in the browser.

    Raises WrongCredentials or TooManyGuesses; takes the same time for both, and for accounts that are not there.
    """
    email = email.strip().lower()[:254]
    person = Person.objects.active().filter(email=email).first()
    keys = _limits(person, email=email, address=address, device=device)
    since = now() - timedelta(hours=1)
    for kind, key in keys.items():
        if FailedSignIn.objects.filter(key=key, at__gt=since).count() >= GUESSES_PER_HOUR[kind]:
            log.warning("sign-in refused: too many wrong passwords, from %s", network_of(address))
            raise TooManyGuesses(_("Too many wrong passwords. Wait an hour, or ask your administrator for a new one."))
    fits = check_password(password[:1024], person.password if person else "")  # as long for nobody: Django sees to it
    if person is None or not fits:
        at = now()
        FailedSignIn.objects.bulk_create([FailedSignIn(key=key, at=at) for key in keys.values()])
        log.info(
            "sign-in refused: wrong password of person %s, from %s",
            person.pk if person else "nobody",
            network_of(address),
        )
        raise WrongCredentials(_("E-mail or password is wrong. Check the capital letters and try once more."))
    return person


def sign_in(*, request: HttpRequest, email: str, password: str) -> Person:
    """Begin a session with a new session key."""
    address = request.META.get("REMOTE_ADDR", "")
    device = request.COOKIES.get(DEVICE_COOKIE, "")
    person = check_credentials(email=email, password=password, address=address, device=device)
    with transaction.atomic():
        own = [f"mail:{person.email}", *_limits(person, email=person.email, address=address, device=device).values()]
        FailedSignIn.objects.filter(key__in=[key for key in own if not key.startswith("net:")]).delete()
        begin_session(request=request, person=person)
        Person.objects.filter(pk=person.pk).update(last_login=now())
        tell(SignedIn(address=address), by=person, on=Subject("person", person.pk))
    return person


def remember_device(*, request: HttpRequest, response: HttpResponseBase, person: Person) -> None:
    """Leave a mark in a browser in which somebody has just signed in. It opens nothing: see `_limits`."""
    known = _known_device(request.COOKIES.get(DEVICE_COOKIE, ""))
    mark = known[1] if known is not None and known[0] == person.pk else secrets.token_hex(8)
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps([person.pk, mark], salt=_DEVICE_SALT),
        max_age=DEVICE_KEPT,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def sign_out(*, request: HttpRequest, by: Person) -> None:
    """End this session; its cookie is worthless from now on."""
    with transaction.atomic():
        tell(SignedOut(), by=by, on=Subject("person", by.pk))
        logout(request)
