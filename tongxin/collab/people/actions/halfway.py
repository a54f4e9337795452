"""Between the password and the code: somebody is known, and nobody is signed in."""

from datetime import timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.collab.people.models import Person
from tongxin.collab.people.queries import has_second_factor

LASTS: Final = timedelta(minutes=10)
_HALFWAY: Final = "halfway"


class HalfwayOver(PermissionDenied):
    """No right password was given here in the last ten minutes, or it has changed since."""


def ask_for_code(*, request: HttpRequest, person: Person) -> None:
    """Remember under a new session key whose password was right. No door opens to it but that of the code."""
    request.session.flush()
    request.session[_HALFWAY] = [person.pk, person.get_session_auth_hash(), now().timestamp()]


def person_halfway(request: HttpRequest) -> Person:
    """Who is asked for a code here. Raises HalfwayOver; a new password, leaving and ending all sessions end this too."""
    number, credentials, at = request.session.get(_HALFWAY) or (0, "", 0.0)
    person = Person.objects.active().filter(pk=number).first()
    is_young = 0 <= now().timestamp() - at < LASTS.total_seconds()
    if (
        person is None
        or not is_young
        or not constant_time_compare(credentials, person.get_session_auth_hash())
        or not has_second_factor(person)
    ):
        raise over(request)
    return person


def over(request: HttpRequest) -> HalfwayOver:
    """Ask for the password again: what was known of somebody holds no more."""
    end_halfway(request)
    return HalfwayOver(_("That took longer than ten minutes. Sign in once more."))


def end_halfway(request: HttpRequest) -> None:
    """Ask for the password again."""
    request.session.pop(_HALFWAY, None)
