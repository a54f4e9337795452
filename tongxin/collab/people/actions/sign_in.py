"""Signing in and out: the password first, then a code where the person has a second factor."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.actions.devices import DEVICE_COOKIE, is_trusted, trust_browser
from tongxin.collab.people.actions.guessing import (
    ask_limits,
    forget_guesses,
    limits_of,
    network_of,
    note_guess,
    note_wrong_code,
)
from tongxin.collab.people.actions.halfway import ask_for_code, end_halfway, over, person_halfway
from tongxin.collab.people.actions.second_factor import uses_code
from tongxin.collab.people.actions.sessions import begin_session
from tongxin.collab.people.events import CodesGuessed, SignedIn, SignedOut
from tongxin.collab.people.models import Person, SecondFactor
from tongxin.collab.people.queries import has_second_factor


class WrongCredentials(PermissionDenied):
    """Mail address or password do not fit; which of them is not said."""


class WrongCode(PermissionDenied):
    """The code does not fit, is too old, or was used before; which of them is not said."""


def check_credentials(*, email: str, password: str, address: str, device: str = "") -> Person:
    """The person behind mail and password. `device` is what `remember_device` left in the browser.

    Raises WrongCredentials or TooManyGuesses; takes the same time for both, and for accounts that are not there.
    """
    email = email.strip().lower()[:254]
    person = Person.objects.active().filter(email=email).first()
    keys = limits_of(person, email=email, address=address, device=device)
    ask_limits(keys, address=address)
    kept, setter = (person.password, _rehash(person)) if person else ("", None)
    fits = check_password(password[:1024], kept, setter)  # as long for nobody: Django sees to it
    if person is None or not fits:
        note_guess(keys, what="password", person=person, address=address)
        raise WrongCredentials(_("E-mail or password is wrong. Check the capital letters and try once more."))
    return person


def _rehash(person: Person) -> Callable[[str], None]:
    """For a password that fits and whose hash is of an older kind: it is kept as one of today's. Sessions made under the older one end."""

    def setter(password: str) -> None:
        made = make_password(password)
        if Person.objects.filter(pk=person.pk, password=person.password).update(password=made):
            person.password = made

    return setter


def sign_in(*, request: HttpRequest, email: str, password: str) -> Person | None:
    """Begin a session with a new session key. None where a code is asked for first: nobody is signed in until `finish_sign_in`."""
    address = request.META.get("REMOTE_ADDR", "")
    device = request.COOKIES.get(DEVICE_COOKIE, "")
    person = check_credentials(email=email, password=password, address=address, device=device)
    if has_second_factor(person) and not is_trusted(person, device):
        ask_for_code(request=request, person=person)  # wrong guesses are counted on: half is not in
        return None
    _let_in(request, person)
    return person


def finish_sign_in(*, request: HttpRequest, code: str, trusts: bool = False) -> tuple[Person, str]:
    """The second step: a code of the app, or a recovery code. Answers who is in, and the mark of a browser that they trust from now on.

    Raises HalfwayOver, TooManyGuesses, WrongCode. Tries take turns, so that a code counts once however many send it at the same moment.
    """
    person = person_halfway(request)
    address, device = request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(DEVICE_COOKIE, "")
    keys = limits_of(person, email=person.email, address=address, device=device)
    mark = ""
    with transaction.atomic():
        factor = SecondFactor.objects.on().select_for_update().filter(person=person).first()
        if factor is None:  # switched off meanwhile
            raise over(request)
        ask_limits(keys, address=address)
        fits = uses_code(factor=factor, code=code)
        if fits:
            end_halfway(request)
            _let_in(request, person)
            mark = trust_browser(request=request, by=person) if trusts else ""
        elif note_wrong_code(keys, person=person, address=address):  # whoever types them knows the password
            tell(CodesGuessed(address=network_of(address)), by=person, on=Subject("person", person.pk))
    if not fits:
        raise WrongCode(_("This code doesn't fit. Wait for the next one and try once more."))
    return person, mark


def _let_in(request: HttpRequest, person: Person) -> None:
    with transaction.atomic():
        forget_guesses(request, person)
        begin_session(request=request, person=person)
        Person.objects.filter(pk=person.pk).update(last_login=now())
        tell(SignedIn(address=request.META.get("REMOTE_ADDR", "")), by=person, on=Subject("person", person.pk))


def sign_out(*, request: HttpRequest, by: Person) -> None:
    """End this session; its cookie is worthless from now on."""
    with transaction.atomic():
        tell(SignedOut(), by=by, on=Subject("person", by.pk))
        logout(request)
