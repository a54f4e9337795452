"""Signing in and out, with a limit on guessing."""

import ipaddress
from datetime import timedelta

from django.contrib.auth import login, logout
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.events import SignedIn, SignedOut
from tongxin.collab.people.models import FailedSignIn, Person

GUESSES_PER_HOUR = {"mail": 10, "net": 60}
_NOBODY = make_password("nobody has this password")


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


def check_credentials(*, email: str, password: str, address: str) -> Person:
    """The person behind mail and password. Raises WrongCredentials or TooManyGuesses; takes the same time for both."""
    email = email.strip().lower()[:254]
    keys = {"mail": f"mail:{email}", "net": f"net:{network_of(address)}"}
    since = now() - timedelta(hours=1)
    for kind, key in keys.items():
        if FailedSignIn.objects.filter(key=key, at__gt=since).count() >= GUESSES_PER_HOUR[kind]:
            raise TooManyGuesses(_("Too many wrong passwords. Wait an hour, or ask your administrator for a new one."))
    person = Person.objects.active().filter(email=email).first()
    fits = check_password(password[:1024], person.password if person else _NOBODY)
    if person is None or not fits:
        at = now()
        FailedSignIn.objects.bulk_create([FailedSignIn(key=key, at=at) for key in keys.values()])
        raise WrongCredentials(_("E-mail or password is wrong. Check the capital letters and try once more."))
    return person


def sign_in(*, request: HttpRequest, email: str, password: str) -> Person:
    """Begin a session with a new session key."""
    address = request.META.get("REMOTE_ADDR", "")
    person = check_credentials(email=email, password=password, address=address)
    with transaction.atomic():
        FailedSignIn.objects.filter(key=f"mail:{person.email}").delete()
        login(request, person, backend="tongxin.collab.people.models.PersonBackend")
        Person.objects.filter(pk=person.pk).update(last_login=now())
        tell(SignedIn(address=address), by=person, on=Subject("person", person.pk))
    return person


def sign_out(*, request: HttpRequest, by: Person) -> None:
    """End this session; its cookie is worthless from now on."""
    with transaction.atomic():
        tell(SignedOut(), by=by, on=Subject("person", by.pk))
        logout(request)
