"""Links by which somebody chooses a password: for people who are new, and for those who forgot theirs.

A link carries the credential epoch under which it was made. Using it raises the epoch, and so does every change of
password and every departure: a link works once, and dies with the credentials of its time.
"""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.events import PasswordChanged, PersonInvited
from tongxin.collab.people.models import Person

LASTS = timedelta(days=7)
_SALT = "tongxin.people.invitation"


class InvitationUsed(PermissionDenied):
    """The link is unknown, used, older than a week, or its person has left."""


@transaction.atomic
def invite_person(*, by: Person, person: Person) -> str:
    """Make a link for this person; answers its secret part. Who may do so is asked by the room that knows roles."""
    secret = signing.dumps([person.pk, person.credential_epoch], salt=_SALT)
    tell(PersonInvited(person=person.name), by=by, on=Subject("person", person.pk))
    return secret


def _read(secret: str) -> tuple[int, int]:
    try:
        number, epoch = signing.loads(secret[:300], salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError) as error:
        raise InvitationUsed(_refusal()) from error
    return number, epoch


def _refusal() -> str:
    return _("This link has been used or is older than seven days. Ask for a new one.")


def invited_person(secret: str) -> Person:
    """Whom a living link is for. Raises InvitationUsed."""
    number, epoch = _read(secret)
    person = Person.objects.active().filter(pk=number, credential_epoch=epoch).first()
    if person is None:
        raise InvitationUsed(_refusal())
    return person


@transaction.atomic
def accept_invitation(*, secret: str, password: str) -> Person:
    """Set the password chosen through a link. However many try at once, one succeeds; the others get InvitationUsed."""
    person = invited_person(secret)
    validate_password(password, person)
    used = (
        Person.objects.active()
        .filter(pk=person.pk, credential_epoch=person.credential_epoch)
        .update(password=make_password(password), credential_epoch=F("credential_epoch") + 1)
    )
    if not used:
        raise InvitationUsed(_refusal())
    person.refresh_from_db()
    tell(PasswordChanged(), by=person, on=Subject("person", person.pk))
    return person
