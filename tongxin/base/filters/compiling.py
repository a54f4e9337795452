"""From a checked tree to a condition of the database. Paths come from the room's fields, values are always bound."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from tongxin.base.events import Actor
from tongxin.base.filters.fields import FilterField, Kept
from tongxin.base.filters.reading import Group, Node, Not, Test, read_filter
from tongxin.base.filters.spans import COUNTED, NAMED
from tongxin.base.filters.steering import Steering

_PLAIN = {
    "contains": "icontains",
    "starts": "istartswith",
    "lt": "lt",
    "le": "lte",
    "gt": "gt",
    "ge": "gte",
}

# What is asked by the contrary of another operator.
_DENIED = {"ne": "eq", "empty": "filled", "has_no": "has"}


def _nobody() -> Collection[int]:
    return ()


@dataclass(frozen=True)
class _Around:
    """What a filter is read against: who asks, and when. `steer` looks at conditions on the list's own columns; it is None inside
    a relation, whose rows have no order."""

    person_id: int
    now: datetime
    today: date
    zone: tzinfo
    team: Callable[[], Collection[int]]
    steer: Steering | None = None


def compile_filter(
    data: Any,  # Any: JSON
    fields: Iterable[FilterField],
    *,
    person: Actor,
    now: datetime,
    hidden: Collection[str] = (),
    team: Callable[[], Collection[int]] = _nobody,
    steer: Steering | None = None,
) -> Q:
    """The filter as a condition. Days are days of the reader's time zone; `team()` answers who stands under the person.
    With `steer` the database is led along the order of a list wherever a condition holds for many rows.

    Raises BadFilter: UnknownField (also for hidden fields), UnknownOperator, BadValue, TooLarge.
    """
    zone = timezone.get_current_timezone()
    around = _Around(person.pk, now, now.astimezone(zone).date(), zone, team, steer)
    return _condition(read_filter(data, fields, hidden=hidden), around)


def _condition(node: Node, around: _Around) -> Q:
    if isinstance(node, Not):
        return ~_condition(node.part, around)
    if isinstance(node, Group):
        parts = [_condition(part, around) for part in node.parts]
        return reduce(and_, parts, Q()) if node.joint == "and" else reduce(or_, parts, Q(pk__in=[]))
    return _test(node, around)


def _test(test: Test, around: _Around) -> Q:
    """A condition on a path to many rows is asked of the list's own rows, which would else be met once for each of them."""
    wanted, is_denied = (test.op, False) if test.op not in _DENIED else (_DENIED[test.op], True)
    if test.field.kept is not None or test.field.rows is not None:
        around = replace(around, steer=None)
    condition = _condition(test.inside, around) if test.inside is not None else _wanted(test, wanted, around)
    if test.field.kept is not None:
        condition = _there_is(test.field.kept, condition, _bound(test, around))
    elif test.field.rows is not None:
        condition = Q(pk__in=test.field.rows._base_manager.filter(condition).values("pk"))  # noqa: SLF001  # cut by the list
    return ~condition if is_denied else condition


def _there_is(kept: Kept, condition: Q, bound: Q | None) -> Q:
    rows = kept.rows().filter(condition).order_by()
    if kept.is_rare or (bound is not None and _are_few(kept, bound)):
        return Q(**{f"{kept.of}__in": rows.values(kept.link)})
    return Q(Exists(rows.filter(**{kept.link: OuterRef(kept.of)})))


def _are_few(kept: Kept, bound: Q) -> bool:
    return not kept.rows().filter(bound).order_by().values(kept.link)[kept.few : kept.few + 1].exists()


def _bound(test: Test, around: _Around) -> Q | None:
    """What an index answers of the condition, and so no more rows than fit it. None where nothing is to be asked."""
    kept = test.field.kept
    if kept is None or not kept.few:
        return None
    if not kept.found_by or test.inside is None:
        return _wanted(test, _DENIED.get(test.op, test.op), around) if test.inside is None else None
    parts = test.inside.parts if isinstance(test.inside, Group) and test.inside.joint == "and" else (test.inside,)
    asked = [one for one in parts if isinstance(one, Test) and one.field.key in kept.found_by]
    return reduce(and_, (_test(one, around) for one in asked)) if len(asked) else None


def _wanted(test: Test, op: str, around: _Around) -> Q:
    path = test.field.path
    if op == "filled":
        filled = Q(**{f"{path}__isnull": False})
        return filled & ~Q(**{path: ""}) if test.field.kind in ("text", "choice") else filled
    if op in ("past", "ahead"):
        return Q(**{f"{path}__{'lt' if op == 'past' else 'gte'}": around.now})
    if op == "mine":
        return Q(**{path: around.person_id})
    if op == "my_team":
        return Q(**{f"{path}__in": sorted({around.person_id, *around.team()})})
    if test.field.kind in ("date", "datetime"):
        return _days(test, op, around)
    if test.field.alike is not None and op in ("eq", "in"):
        return _one_of(path, _spellings(test), around)
    if op == "in":
        return _one_of(path, test.value, around)
    if op == "eq" and not isinstance(test.value, float):
        return _one_of(path, [test.value], around)
    if op == "eq":
        # A whole column equals no fraction; a range says so where a comparison would round.
        return Q(**{f"{path}__gte": test.value, f"{path}__lte": test.value})
    if op == "between":
        return _between(path, test.value)
    return Q(**{f"{path}__{_PLAIN[op]}": test.value})


def _one_of(path: str, values: Any, around: _Around) -> Q:  # Any: column values
    if around.steer is not None:
        return around.steer.one_of(path, values)
    return Q(**{f"{path}__in": values}) if len(values) != 1 else Q(**{path: values[0]})


def _spellings(test: Test) -> list[str]:
    asked = test.value if isinstance(test.value, tuple) else (test.value,)
    return sorted({one for value in asked for one in test.field.alike(str(value))}) if test.field.alike else []


def _between(path: str, value: Any) -> Q:  # Any: a pair of column values
    low, high = value
    return Q(**{f"{path}__gte": low, f"{path}__lte": high})


def _days(test: Test, op: str, around: _Around) -> Q:
    """Days and instants. `first` and `last` are whole days, both within; an instant stands for itself."""
    value: Any = test.value  # Any: day, instant, pair or number of days
    if isinstance(value, datetime):
        return Q(**{f"{test.field.path}__{_PLAIN[op]}": value}) if op != "eq" else Q(**{test.field.path: value})
    first, last = _span(op, value, around.today)
    return _within(test.field, first, last, around.zone)


def _span(op: str, value: Any, today: date) -> tuple[date | datetime | None, date | datetime | None]:  # Any: as above
    if op in NAMED:
        return NAMED[op](today)
    if op in COUNTED:
        return COUNTED[op](today, value)
    day = timedelta(days=1)
    spans: dict[str, Callable[[], tuple[date | datetime | None, date | datetime | None]]] = {
        "eq": lambda: (value, value),
        "lt": lambda: (None, value - day),
        "le": lambda: (None, value),
        "gt": lambda: (value + day, None),
        "ge": lambda: (value, None),
        "between": lambda: value,
    }
    return spans[op]()


def _within(field: FilterField, first: date | datetime | None, last: date | datetime | None, zone: tzinfo) -> Q:
    bounds: dict[str, date | datetime] = {}
    if first is not None:
        bounds["gte"] = _midnight(first, zone) if field.kind == "datetime" else first
    if last is not None and field.kind == "datetime" and not isinstance(last, datetime):
        bounds["lt"] = _midnight(last + timedelta(days=1), zone)
    elif last is not None:
        bounds["lte"] = last
    return Q(**{f"{field.path}__{name}": bound for name, bound in bounds.items()})


def _midnight(day: date | datetime, zone: tzinfo) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time.min, tzinfo=zone)
