"""Who is to reach how much: units and people down, periods across."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.models.role import Scope
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.people.models import Person
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries.attaining import Attainment, attainments
from tongxin.frontoffice.targets.queries.measures import Period

MOST_PEOPLE = 400


@dataclass(frozen=True)
class Row:
    """A unit, or a person in it, with what each period holds; `shared` is what the people and units right below add up to."""

    unit: Unit | None
    person: Person | None
    depth: int
    cells: list[Attainment | None]
    shared: list[int]

    @property
    def key(self) -> str:
        """How the form calls it: u4, p17."""
        return f"p{self.person.pk}" if self.person else f"u{self.unit.pk if self.unit else 0}"

    @property
    def sum(self) -> int:
        """What all periods together are to bring."""
        return sum(cell.target.value for cell in self.cells if cell)

    @property
    def done(self) -> int:
        """What they brought."""
        return sum(cell.done for cell in self.cells if cell)


def units_in_sight(person: Any, deed: str = "read") -> QuerySet[Unit]:  # Any: also takes Django's anonymous user
    """Units whose targets the person sees (or sets): as far as opportunities are open to them."""
    reach = reach_of(person)
    scope = reach.scope("opportunity", "write" if deed == "write" else "read")
    rows = Unit.objects.open().order_by("path")
    if scope == Scope.ALL:
        return rows
    if scope == Scope.BELOW:
        return rows.below(reach.units)
    return rows.filter(pk__in=[unit.pk for unit in reach.units]) if scope == Scope.UNIT else rows.none()


def people_in(units: list[Unit]) -> dict[int, list[Person]]:
    """Who has the main post in each unit."""
    posts = Post.objects.held().filter(unit__in=units, is_main=True, person__in=Person.objects.active())
    found: dict[int, list[Person]] = {}
    for post in posts.select_related("person").order_by("person__sort_key", "person")[:MOST_PEOPLE]:
        found.setdefault(post.unit_id, []).append(post.person)
    return found


def grid(
    person: Any, measure: str, periods: list[Period], currency: str, product: str, on: date
) -> list[Row]:  # Any: also takes Django's anonymous user
    """All rows in sight, the tree from above."""
    units = list(units_in_sight(person))
    members = people_in(units)
    targets = Target.objects.within_scope(person).filter(measure=measure, currency=currency, product=product)
    targets = targets.filter(begins_on__gte=periods[0].begins_on, ends_on__lte=periods[-1].ends_on)
    known = {
        (
            one.target.person_id or 0,
            0 if one.target.person_id else one.target.unit_id,
            one.target.begins_on,
            one.target.ends_on,
        ): one
        for one in attainments(targets, on)
    }

    def cells(unit: int, who: int) -> list[Attainment | None]:
        return [known.get((who, 0 if who else unit, *period)) for period in periods]

    if not units:
        me = reach_of(person).person_id
        return [Row(None, one, 0, cells(0, one.pk), []) for one in Person.objects.filter(pk=me)]
    top = min(unit.depth for unit in units)
    rows = []
    for unit in units:
        own = [Row(unit, one, unit.depth - top + 1, cells(unit.pk, one.pk), []) for one in members.get(unit.pk, [])]
        below = [cells(one.pk, 0) for one in units if one.parent_id == unit.pk] + [row.cells for row in own]
        shared = [sum(cell.target.value for line in below if (cell := line[place])) for place in range(len(periods))]
        rows += [Row(unit, None, unit.depth - top, cells(unit.pk, 0), shared), *own]
    return rows


def with_targets(rows: list[Row]) -> list[Row]:
    """Rows that have a target, with the units above them."""
    kept: list[Row] = []
    for row in reversed(rows):
        holds = bool(kept) and row.person is None and kept[-1].depth > row.depth
        if row.sum or holds:
            kept.append(row)
    return kept[::-1]
