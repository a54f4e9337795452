"""How far customer information has come, as one person may see it: now by unit and owner, and week by week."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from tongxin.directory.quality.models import Score, Snapshot

WEEKS = 16
_PARTS = ("complete", "valid", "fresh", "contacted")
_KEPT = ("customers", *_PARTS)


@dataclass
class Figures:
    """Numbers of customers; each part counts those of which nothing in it is left to do. None: not known for that time."""

    customers: int = 0
    complete: int | None = 0
    valid: int | None = 0
    fresh: int | None = 0
    contacted: int | None = 0

    def add(self, other: "Figures") -> None:
        """Add up; what is unknown of a part is unknown of the whole."""
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            setattr(self, one.name, None if mine is None or theirs is None else mine + theirs)

    def share(self, part: str) -> int | None:
        """A part in whole percent of the customers, rounded down."""
        count: int | None = getattr(self, part)
        return None if count is None or not self.customers else 100 * count // self.customers


@dataclass
class OfUnit:
    """The figures of one unit and of the owners in it, by their numbers; 0 stands for none."""

    total: Figures = field(default_factory=Figures)
    owners: dict[int, Figures] = field(default_factory=dict)


def figures_now(person: Any) -> dict[int, OfUnit]:  # Any: the person type of the doors
    """By unit, counted from the kept scores of the customers which the person may see: one look over a narrow index."""
    counted: Any = (  # Any: rows whose names are made here
        Score.objects.visible_to(person)
        .filter(is_customer=True)
        .values("unit", "owner")
        .annotate(customers=Count("pk"), **{f"n_{part}": Count("pk", filter=Q(**{part: 100})) for part in _PARTS})
        .order_by()
    )
    found: dict[int, OfUnit] = defaultdict(OfUnit)
    for row in counted:
        figures = Figures(row["customers"], *(row[f"n_{part}"] for part in _PARTS))
        unit = found[row["unit"] or 0]
        unit.owners.setdefault(row["owner"] or 0, Figures()).add(figures)
        unit.total.add(figures)
    return dict(found)


def total_of(parts: Iterable[Figures]) -> Figures:
    """All added up."""
    total = Figures()
    for one in parts:
        total.add(one)
    return total


def figures_by_week(person: Any) -> list[tuple[date, Figures]]:  # Any: as above
    """The last WEEKS weeks, the oldest first, of owners and units within the scope of the person's roles."""
    rows = Snapshot.objects.within_scope(person).values("week_on").order_by("-week_on")
    kept: Any = rows.annotate(  # Any: rows whose names are made here
        rows=Count("pk"),
        **{f"n_{name}": Sum(name) for name in _KEPT},
        **{f"known_{name}": Count(name) for name in _KEPT},
    )
    return [(row["week_on"], _of_week(row)) for row in kept[:WEEKS]][::-1]


def _of_week(row: dict[str, Any]) -> Figures:  # Any: column values
    """A part that one owner's row does not know is not known of the week."""
    known: list[Any] = [
        row[f"n_{name}"] if row[f"known_{name}"] == row["rows"] else None for name in _KEPT
    ]  # Any: as above
    return Figures(*known)
