"""Joining, changing, leaving, coming back. Who may do so is asked by the room that knows roles (access)."""

from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.chinese.names import normalise_person_name
from tongxin.base.chinese.pinyin import sort_key
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.events import (
    PasswordChanged,
    PersonAdded,
    PersonChanged,
    PersonDeactivated,
    PersonReactivated,
)
from tongxin.collab.people.models import Person

OWN_SETTINGS = {"name", "phone", "language", "time_zone", "theme", "density", "has_hotkeys"}


class MailTaken(ValidationError):
    """Somebody signs in with this mail address already."""


class ChangedMeanwhile(ValidationError):
    """Somebody else saved this person after the form was opened."""


def _subject(person: Person) -> Subject:
    return Subject("person", person.pk)


@transaction.atomic
def add_person(
    *, by: Person | None, name: str, email: str, password: str | None = None, **more: Any
) -> Person:  # Any: columns
    """Let somebody sign in. Raises MailTaken. Without a password they can't sign in until one is set."""
    email = email.strip().lower()
    if Person.objects.filter(email=email).exists():
        raise MailTaken({"email": _("%(email)s signs in here already.") % {"email": email}})
    name = normalise_person_name(clean(name))
    person = Person(email=email, name=name, sort_key=sort_key(name, person=True), **more)
    person.set_password(password)
    person.full_clean(exclude=["password"])
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:  # two people added the same address at the same moment
        raise MailTaken({"email": _("%(email)s signs in here already.") % {"email": email}}) from error
    tell(PersonAdded(person=name, email=email), by=by or person, on=_subject(person))
    return person


@transaction.atomic
def change_person(*, by: Person, person: Person, version: int | None = None, **values: Any) -> Person:  # Any: columns
    """Change name, mail or settings. With `version`, raises ChangedMeanwhile when it is no longer the stored one."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if version is not None and version != person.version:
        raise ChangedMeanwhile(_("Somebody else changed this meanwhile. Reload the page to see it."))
    before = {field: getattr(person, field) for field, value in values.items() if getattr(person, field) != value}
    if not before:
        return person
    if values.get("time_zone") and values["time_zone"] not in available_timezones():
        raise ValidationError({"time_zone": _("There is no time zone of this name.")})
    for field in before:
        setattr(person, field, values[field])
    person.email = person.email.strip().lower()
    person.name = normalise_person_name(clean(person.name))
    person.sort_key = sort_key(person.name, person=True)
    person.version += 1
    person.full_clean(exclude=["password"])
    person.save()
    tell(PersonChanged(fields=sorted(before)), by=by, on=_subject(person), before=before)
    return person


def change_own_settings(*, by: Person, **values: Any) -> Person:  # Any: columns
    """Change what everyone may decide for themselves."""
    unknown = set(values) - OWN_SETTINGS
    if unknown:
        raise ValidationError(_("Not yours to change: %(fields)s") % {"fields": ", ".join(sorted(unknown))})
    return change_person(by=by, person=by, **values)


@transaction.atomic
def set_password(*, by: Person, person: Person, password: str) -> None:
    """Give a new password; every session and token made before ends."""
    person.set_password(password)
    Person.objects.filter(pk=person.pk).update(password=person.password, credential_epoch=F("credential_epoch") + 1)
    person.refresh_from_db(fields=["credential_epoch"])
    tell(PasswordChanged(), by=by, on=_subject(person))


@transaction.atomic
def deactivate_person(*, by: Person, person: Person) -> None:
    """Somebody leaves: sessions, tokens and links die at once; what they own waits for a hand-over."""
    left = Person.objects.filter(pk=person.pk, deactivated_at=None).update(
        deactivated_at=now(), credential_epoch=F("credential_epoch") + 1
    )
    if left:
        tell(PersonDeactivated(person=person.name), by=by, on=_subject(person))
    person.refresh_from_db()


@transaction.atomic
def reactivate_person(*, by: Person, person: Person) -> None:
    """Somebody comes back; old credentials stay dead."""
    if Person.objects.filter(pk=person.pk).exclude(deactivated_at=None).update(deactivated_at=None):
        tell(PersonReactivated(person=person.name), by=by, on=_subject(person))
    person.refresh_from_db()
