"""What the rating needs to know of many records, in five queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.directory.parties.models import ROLES, Contact, ContactPoint, Party
from tongxin.directory.parties.models.contact_point import field_of
from tongxin.directory.quality.facts import ASKED, COLUMNS
from tongxin.directory.quality.models import FactDate, FirmRule
from tongxin.directory.quality.rating import Known, Rule

_POINTS = [kind for kind in ContactPoint.Kind.values if field_of(kind) in ASKED]
_ROLES = [f"is_{role}" for role in ROLES]
_NEEDED = (
    "pk",
    "kind",
    "tier",
    "owner_id",
    "unit_id",
    "created_at",
    "last_contact_at",
    *_ROLES,
    *(name for name in COLUMNS if name != "tier"),
)

Row = Mapping[str, Any]  # Any: column values
Texts = dict[int, dict[str, tuple[str, ...]]]


def rules_in_force() -> list[Rule]:
    """The firm's rules in order."""
    return [rule.as_rule() for rule in _rules()]


@prepared
def _rules() -> QuerySet[FirmRule]:
    return FirmRule.objects.all()


def known_of(ids: Collection[int]) -> dict[int, Known]:
    """What is known of those of the records that are rated. `ids` at most a few hundred."""
    return known_from(rated_rows(ids))


def rated_rows(ids: Collection[int], *, is_locked: bool = False) -> list[Row]:
    """The columns of those of the records that are rated: living, and in some role towards us. Locked, in the order of their
    numbers, they stay as they are to the end of the transaction."""
    found = (_columns_locked if is_locked else _columns)(list(ids))
    rows = [dict(zip(_NEEDED, values, strict=True)) for values in found]
    return [row for row in rows if any(row[role] for role in _ROLES)]


@prepared
def _columns(ids: list[int]) -> QuerySet[Party, tuple[Any, ...]]:  # Any: column values
    return Party.objects.filter(pk__in=ids, deleted_at=None).order_by("pk").values_list(*_NEEDED)


@prepared
def _columns_locked(ids: list[int]) -> QuerySet[Party, tuple[Any, ...]]:  # Any: as above
    rows = Party.objects.filter(pk__in=ids, deleted_at=None).order_by("pk")
    return rows.select_for_update().values_list(*_NEEDED)


def known_from(rows: Sequence[Row]) -> dict[int, Known]:
    """The same with contacts, numbers and dates, in three queries."""
    numbers = [row["pk"] for row in rows]
    people = _people(numbers)
    points = _points([*numbers, *(person for places in people.values() for person, _role in places)])
    dates = _dates(numbers)
    return {row["pk"]: _known(row, people.get(row["pk"], []), points, dates.get(row["pk"], {})) for row in rows}


def _people(ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for party, person, role in _places(list(ids)):
        found[party].append((person, role))
    return found


@prepared
def _places(ids: list[int]) -> QuerySet[Contact, tuple[int, int, str]]:
    return Contact.objects.current().filter(party__in=ids).values_list("party_id", "person_id", "role")


def _points(ids: Iterable[int]) -> Texts:
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for party, kind, shown in _numbers(sorted(set(ids))):
        found[party][field_of(kind)].append(shown)
    return {party: {field: tuple(values) for field, values in kinds.items()} for party, kinds in found.items()}


@prepared
def _numbers(ids: list[int]) -> QuerySet[ContactPoint, tuple[int, str, str]]:
    return ContactPoint.objects.filter(party__in=ids, kind__in=_POINTS).values_list("party_id", "kind", "shown")


def _dates(ids: Collection[int]) -> dict[int, dict[str, datetime]]:
    found: dict[int, dict[str, datetime]] = defaultdict(dict)
    for party, fact, at in _changes(list(ids)):
        found[party][fact] = at
    return found


@prepared
def _changes(ids: list[int]) -> QuerySet[FactDate, tuple[int, str, datetime]]:
    return FactDate.objects.filter(party__in=ids).values_list("party_id", "fact", "at")


def _known(
    row: Row, people: list[tuple[int, str]], points: Texts, since: dict[str, datetime]
) -> Known:  # Any: column values
    values = {name: (str(row[name]),) for name in COLUMNS if row.get(name)} | points.get(row["pk"], {})
    phones = [
        phone
        for who in (row["pk"], *(person for person, _role in people))
        for phone in points.get(who, {}).get("phones", ())
    ]
    values["reachable"] = tuple(phones)
    values["contacts"] = tuple(str(person) for person, _role in people)
    values["decider"] = tuple(str(person) for person, role in people if role == Contact.Role.DECIDER)
    return Known(
        kind=row["kind"],
        created_at=row["created_at"],
        roles=frozenset(role for role in ROLES if row[f"is_{role}"]),
        tier=row["tier"],
        values=values,
        since=since,
        last_contact_at=row["last_contact_at"],
    )
