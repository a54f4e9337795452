"""Reading the fields of records that do not keep their values themselves."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.base.registries import subject_kinds
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.models import CustomField, OwnValues
from tongxin.collab.fields.queries.layouts import layout_for, sections_for
from tongxin.collab.fields.queries.open_fields import open_fields
from tongxin.collab.fields.queries.reading import shown_values

Customs = dict[int, Mapping[str, Any]]  # Any: JSON values by key


@prepared
def _kept(kind: str, ids: list[int]) -> QuerySet[OwnValues, Any]:  # Any: number and JSON
    return OwnValues.objects.filter(kind=kind, record_id__in=ids).values_list("record_id", "custom")


def own_values_of(kind: str, ids: Collection[int]) -> Customs:
    """The values of some records by number; {} for those without any."""
    found: Customs = dict(_kept(kind, list(ids)))
    return {number: found.get(number, {}) for number in ids}


def loader(kind: str) -> Callable[[Sequence[int]], Customs]:
    """The same for lists of one kind (`own_criteria`)."""
    return lambda ids: own_values_of(kind, ids)


def seen_values_of(person: Any, kind: str, ids: Collection[int]) -> Customs:  # Any: also Django's anonymous user
    """The values of some records as far as the person may see them, for programs."""
    keys = {one.key for one in open_fields(person, kind)}
    values = own_values_of(kind, ids) if keys else {}
    return {number: {key: one for key, one in values.get(number, {}).items() if key in keys} for number in ids}


@dataclass(frozen=True)
class OwnRow:
    """One field on a record's page."""

    field: CustomField
    text: str
    url: str
    may_change: bool
    is_missing: bool


def own_rows(person: Any, kind: str, number: int, record: Any) -> list[tuple[str, list[OwnRow]]]:  # Any: reader, record
    """The fields that the person may see, by section, in the order that the person's role or the firm wants. Answers nothing, and asks
    for nothing more, where there are none."""
    fields = open_fields(person, kind)
    bearing = subject_kinds.get(kind).bearing
    if not fields or bearing is None:
        return []
    locked = locked_fields(person, kind)
    may = number in bearing.changeable(person, [number]) and not bearing.held(record)
    values = shown_values(person, fields, own_values_of(kind, [number])[number], bearing.facts(record))
    rows = {
        one.field.key: OwnRow(
            one.field,
            one.text,
            one.url,
            may and not one.field.is_worked_out and one.field.key not in locked,
            one.is_missing,
        )
        for one in values
    }
    titles = {key: row.field.section for key, row in rows.items() if row.field.section}
    found = sections_for(layout_for(person, kind), list(rows), titles)
    return [(one.title, [rows[key] for key in one.keys]) for one in found]
