"""Whom an act means: a person, somebody named in the record, or whom that person reports to."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.filters import FilterField
from tongxin.collab.automations.queries.fitting import asked_fields, rows_seen
from tongxin.collab.org.queries import superior_of
from tongxin.collab.people.models import Person


class NobodyThere(ValidationError):
    """The record names nobody there, or somebody who has left."""


def _named_in(person: Person, kind: str) -> list[FilterField]:
    """Fields of the record itself that name one person."""
    found = asked_fields(person, kind)
    return [one for one in found if one.kind == "person" and one.kept is None and one.rows is None]


def who_options(person: Person, kind: str) -> list[tuple[str, str]]:
    """Whom one can choose, with their names."""
    found = []
    for one in _named_in(person, kind):
        found.append((f"field:{one.key}", _("Whoever stands in “%(field)s”") % {"field": one.label}))
        found.append((f"above:{one.key}", _("The superior of whoever stands in “%(field)s”") % {"field": one.label}))
    people = Person.objects.active().by_name().values_list("pk", "name")[:500]
    return [*found, *((f"person:{pk}", name) for pk, name in people)]


def who_name(person: Person, kind: str, value: str) -> str:
    """The same, of one that was chosen earlier."""
    verb, _colon, rest = value.partition(":")
    if verb == "person":
        return next(iter(Person.objects.filter(pk__in=_numbers([rest])).values_list("name", flat=True)), "?")
    label = next((str(one.label) for one in _named_in(person, kind) if one.key == rest), rest)
    return (_("the superior of the “%(field)s”") if verb == "above" else _("the “%(field)s”")) % {"field": label}


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]


def who_is(person: Person, kind: str, number: int, value: str) -> Person:
    """The person meant, for this record. Raises NobodyThere."""
    verb, _colon, rest = value.partition(":")
    numbers = _numbers([rest]) if verb == "person" else _in_record(person, kind, number, rest)
    found = Person.objects.active().filter(pk__in=numbers).first()
    if found is not None and verb == "above":
        found = superior_of(found)
    if found is None:
        raise NobodyThere(_("There is nobody: %(who)s.") % {"who": who_name(person, kind, value)})
    return found


def _in_record(person: Person, kind: str, number: int, key: str) -> list[int]:
    field = next((one for one in _named_in(person, kind) if one.key == key), None)
    if field is None:
        return []
    named = rows_seen(person, kind).filter(pk=number).values_list(field.path, flat=True)
    return [one for one in named if one is not None]
