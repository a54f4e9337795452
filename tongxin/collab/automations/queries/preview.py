"""What a rule would have done in the last 30 days, found out by reading alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError

from tongxin.base.filters import BadFilter
from tongxin.base.registries import subject_kinds
from tongxin.base.registries.automations import automation_acts, occasions
from tongxin.collab.automations.definition import Definition, Step
from tongxin.collab.automations.queries.fitting import fitting_among, rows_fitting, rows_seen
from tongxin.collab.automations.queries.people import who_is
from tongxin.collab.automations.queries.words import said_step, with_record
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person

DAYS = 30
_MOST_EVENTS, _SHOWN, _COUNTED = 2_000, 50, 1_000


class Touched(NamedTuple):
    """One record that the rule would have touched, when, and what it would have done."""

    title: str
    url: str
    at: datetime | None
    acts: list[str]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """`events` were told, of `records` in sight, of which the rule touches `touched`; the first of them in `rows`. `is_cut`: there
    are more than were looked at. `fault`: why it can't be told."""

    events: int = 0
    records: int = 0
    touched: int = 0
    rows: Sequence[Touched] = ()
    is_cut: bool = False
    fault: str = ""


def preview_of(person: Person, kind: str, said: Definition, *, now: datetime) -> Preview:
    """Conditions are asked of the records as they are now. Nothing is done."""
    try:
        if said.waits_for_event:
            return _of_events(person, kind, said, now)
        return _of_what_holds(person, kind, said, now)
    except BadFilter as error:
        return Preview(fault=error.text)


def events_of(said: Definition, since: datetime) -> dict[int, list[datetime]]:
    """When what the rule waits for happened, by record: of the newest events only, so that a busy firm is not read whole."""
    occasion = occasions.find(said.occasion)
    if occasion is None:
        return {}
    rows = Entry.objects.filter(name=occasion.event).order_by("-id")
    found: dict[int, list[datetime]] = {}
    for entry in rows.values("at", "subject_id", "customer_id", "kind", "particulars", "batch")[:_MOST_EVENTS]:
        number = entry["customer_id"] if occasion.of_customer else entry["subject_id"]
        is_other = not occasion.of_customer and entry["kind"] != occasion.kind
        if number is None or is_other or entry["at"] < since:
            continue
        if not is_meant(said, entry["particulars"], entry["batch"]):
            continue
        found.setdefault(number, []).append(entry["at"])
    return found


def is_meant(said: Definition, particulars: object, batch: str) -> bool:
    """Whether an event is one for which the rule waits, before anything is asked of its record."""
    if batch.startswith("import:") and not said.imports:
        return False
    changed = particulars.get("fields", []) if isinstance(particulars, dict) else []
    return not said.fields or not set(said.fields).isdisjoint(changed)


def _of_events(person: Person, kind: str, said: Definition, now: datetime) -> Preview:
    found = events_of(said, now - timedelta(days=DAYS))
    seen = set(rows_seen(person, kind).filter(pk__in=list(found)).values_list("pk", flat=True))
    touched = fitting_among(person, kind, said.filter, list(seen), now)
    order = sorted(touched, key=lambda number: found[number][0], reverse=True)
    events = sum(len(moments) for moments in found.values())
    return Preview(
        events=events,
        records=len(seen),
        touched=len(touched),
        rows=_rows(person, kind, said, {number: found[number][0] for number in order[:_SHOWN]}),
        is_cut=events >= _MOST_EVENTS,
    )


def _of_what_holds(person: Person, kind: str, said: Definition, now: datetime) -> Preview:
    rows = rows_fitting(person, kind, said.filter, now)
    numbers = list(rows.order_by("pk").values_list("pk", flat=True)[: _COUNTED + 1])
    shown: dict[int, datetime | None] = dict.fromkeys(numbers[:_SHOWN])
    return Preview(
        records=min(len(numbers), _COUNTED),
        touched=min(len(numbers), _COUNTED),
        rows=_rows(person, kind, said, shown),
        is_cut=len(numbers) > _COUNTED,
    )


def _rows(
    person: Person, kind: str, said: Definition, moments: dict[int, datetime] | dict[int, datetime | None]
) -> list[Touched]:
    of = subject_kinds.get(kind)
    records = of.visible(person, list(moments))
    return [
        Touched(
            of.title(records[number]),
            of.url(records[number]),
            at,
            [with_record(_said(person, kind, number, step), of.title(records[number])) for step in said.acts],
        )
        for number, at in moments.items()
        if number in records
    ]


def _said(person: Person, kind: str, number: int, step: Step) -> str:
    """One act for this record: with the person whom it would mean, or why it could not be done."""
    values, act = dict(step.values), automation_acts.find(step.act)
    for one in act.inputs(person, kind, step.values) if act else ():
        if one.kind != "who" or not values.get(one.key):
            continue
        try:
            values[one.key] = f"person:{who_is(person, kind, number, values[one.key]).pk}"
        except ValidationError as error:
            return " ".join(error.messages)
    return said_step(person, kind, Step(step.act, values))
