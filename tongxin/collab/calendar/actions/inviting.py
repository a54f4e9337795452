"""Who is invited, and letting them know."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_noop as noop

from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions.checks import check_guests
from tongxin.collab.calendar.models import Entry, Guest
from tongxin.collab.calendar.queries import when_told
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person

_MOST = 200


def invite(by: Person, entry: Entry, people: Iterable[Person]) -> None:
    """Exactly these colleagues are invited; who is new hears of it, who is left out hears of that too. Raises ValidationError."""
    chosen = {one.pk: one for one in check_guests(people, entry.subject)[:_MOST]}
    known = {guest.person_id: guest for guest in entry.guests.filter(person__isnull=False).select_related("person")}
    gone = [guest for number, guest in known.items() if number not in chosen]
    new = [one for number, one in chosen.items() if number not in known]
    entry.guests.filter(pk__in=[guest.pk for guest in gone]).delete()
    answers = {one.pk: Guest.Answer.YES if one.pk == by.pk else Guest.Answer.NONE for one in new}
    Guest.objects.bulk_create(Guest(entry=entry, person=one, answer=answers[one.pk]) for one in new)
    _tell(by, entry, new, "entry.invited", noop("%(by)s invites you: %(what)s, %(time)s"), "turn")
    _tell(by, entry, _people(gone), "entry.uninvited", noop("%(by)s no longer needs you: %(what)s, %(time)s"), "news")


def invite_outsiders(entry: Entry, outsiders: Iterable[tuple[str, str]]) -> None:
    """Names and mail addresses of those from elsewhere; nothing is sent to them."""
    entry.guests.filter(person=None).delete()
    Guest.objects.bulk_create(
        Guest(entry=entry, name=(name or mail)[:80], email=mail[:254]) for name, mail in list(outsiders)[:_MOST]
    )


def ask_again(by: Person, entry: Entry) -> None:
    """It is at another time now: whoever said something is asked anew."""
    guests = list(entry.guests.filter(person__isnull=False).exclude(person=by).select_related("person"))
    entry.guests.filter(pk__in=[guest.pk for guest in guests]).update(answer="", proposed_at=None, answered_at=None)
    _tell(by, entry, _people(guests), "entry.moved", noop("%(by)s moved it: %(what)s, now %(time)s"), "turn")


def call_off(by: Person, entry: Entry) -> None:
    """It does not take place."""
    guests = entry.guests.filter(person__isnull=False).exclude(answer=Guest.Answer.NO).select_related("person")
    _tell(by, entry, _people(guests), "entry.deleted", noop("%(by)s called it off: %(what)s, %(time)s"), "news")


def _people(guests: Iterable[Guest]) -> list[Person]:
    return [guest.person for guest in guests if guest.person is not None]


def _tell(by: Person, entry: Entry, people: list[Person], kind: str, text: str, matter: str) -> None:
    """An entry that somebody may no longer see still has to be named to them: it is named in the particulars, and led to by address."""
    particulars: dict[str, Any] = {"what": entry.title, "time": when_told(entry)}  # Any: JSON values
    on = None if kind in ("entry.uninvited", "entry.deleted") else Subject("calendar_entry", entry.pk)
    url = "" if on else "/calendar/"
    notify(people=people, kind=kind, text=text, by=by, on=on, url=url, particulars=particulars, matter=matter)
