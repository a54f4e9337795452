"""What this room adds to lists of customers: by what they can be asked and sorted, and a column."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, Kept, SortField
from tongxin.base.lazy import LazyText
from tongxin.base.registries import Criteria, ListColumn
from tongxin.directory.quality.models import Score
from tongxin.directory.quality.policies import open_parts

_KEPT = Kept(rows=Score.objects.all, link="party_id")
# The key in lists, and the column of the kept score.
FIGURES: dict[str, tuple[str, LazyText]] = {
    "quality": ("score", _("how well known")),
    "complete": ("complete", _("complete, of 100")),
    "valid": ("valid", _("right, of 100")),
    "fresh": ("fresh", _("fresh, of 100")),
    "contacted": ("contacted", _("in touch, of 100")),
}


def _open(person: Any) -> dict[str, tuple[str, LazyText]]:  # Any: the person type of the doors
    allowed = open_parts(person)
    return {key: (column, label) for key, (column, label) in FIGURES.items() if column in allowed}


def _fields(person: Any) -> Sequence[FilterField]:  # Any: as above
    return [
        FilterField(key=key, label=label, kind="number", path=column, kept=_KEPT)
        for key, (column, label) in _open(person).items()
    ]


def _orders(person: Any) -> Sequence[SortField]:  # Any: as above
    return [
        SortField(key=key, label=label, path=column, kept=_KEPT)
        for key, (column, label) in _open(person).items()
        if key == "quality"
    ]


def _cells(column: str, ids: Sequence[int]) -> Mapping[int, str]:
    rows = Score.objects.filter(pk__in=ids).exclude(**{column: None}).values_list("pk", column)
    return {number: str(value) for number, value in rows}


def _columns(person: Any) -> Sequence[ListColumn]:  # Any: as above
    return [
        ListColumn(
            key=key,
            label=label,
            cells=lambda ids, column=column: _cells(column, ids),  # type: ignore[misc]  # bound now, not at the call
            sort=key if key == "quality" else "",
            is_figure=True,
        )
        for key, (column, label) in _open(person).items()
    ]


CRITERIA = Criteria(
    subject="party", label=_("How well we know them"), fields=_fields, orders=_orders, columns=_columns, order=60
)
