"""Calendars as JSON."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from tongxin.base.registries import is_seen
from tongxin.collab.calendar.models import Entry, Guest
from tongxin.collab.calendar.queries import Shown, shown_between
from tongxin.collab.people.models import Person
from tongxin.interfaces.rest.queries.values import Json, instant, ref

_WIDEST = 62
_PLAIN = (
    "version", "title", "place", "note", "is_all_day", "zone", "rule", "only_workdays", "is_private", "is_free",
)  # fmt: skip


def list_entries(person: Person, since: date, until: date) -> Json:
    """Everything of a span of days, in order. Raises ValidationError for a span that is too wide."""
    if not 0 < (until - since).days <= _WIDEST:
        raise ValidationError({"until": _("Ask for at most %(n)d days.") % {"n": _WIDEST}})
    return {"items": [_line(one) for one in shown_between(person, since, until, with_sources=False)], "next": None}


def seen_entry(person: Person, number: int) -> Entry:
    """The entry, if the person may see it; else it does not exist."""
    rows = Entry.objects.living().visible_to(person).filter(pk=number)
    found = rows.select_related("calendar", "made_by", "series").first()
    if found is None:
        raise Http404
    return found


def one_entry(person: Person, number: int) -> Json:
    """One entry as JSON. Raises Http404."""
    found = seen_entry(person, number)
    about = found.subject if found.subject is not None and is_seen(person, found.subject) else None
    return {
        "id": found.pk,
        **{name: getattr(found, name) for name in _PLAIN},
        "starts_at": instant(found.starts_at),
        "ends_at": instant(found.ends_at),
        "first_on": found.first_on.isoformat(),
        "last_on": found.last_on.isoformat(),
        "calendar": ref(found.calendar_id, found.calendar.name),
        "made_by": ref(found.made_by_id, found.made_by.name),
        "about": {"kind": about.kind, "id": about.id} if about is not None else None,
        "guests": [_guest(one) for one in found.guests.select_related("person")],
    }


def _line(one: Shown) -> Json:
    return {
        "id": one.number or None,
        "title": one.title,
        "first_on": one.first_on.isoformat(),
        "last_on": one.last_on.isoformat(),
        "starts_at": instant(one.starts),
        "ends_at": instant(one.ends),
        "once": instant(one.once),
        "place": one.place,
        "calendar": one.calendar,
    }


def _guest(guest: Guest) -> Json:
    person = guest.person
    return {
        "person": ref(person.pk, person.name) if person is not None else None,
        "name": str(guest),
        "answer": guest.answer,
        "proposed_at": instant(guest.proposed_at),
    }
