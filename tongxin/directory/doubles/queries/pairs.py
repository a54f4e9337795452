"""Likely pairs as one person may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from tongxin.directory.doubles.models import Pair, PairQuerySet
from tongxin.directory.doubles.queries.comparing import stays_first
from tongxin.directory.doubles.queries.reasons import REASONS, closed_reasons, reasons_for
from tongxin.directory.parties.actions.importing.checking import Sight
from tongxin.directory.parties.models import Party

STATES = ("open", "different")
OF_PEOPLE = Q(one__kind=Party.Kind.PERSON)


@dataclass(frozen=True)
class Side:
    """One of two records: itself, or only that it exists and where it is owned."""

    party: Party | None
    elsewhere: str = ""


@dataclass(frozen=True)
class PairLine:
    """A pair in the list, the record that should stay first. `is_open`: both are seen, so that they can be compared."""

    pair: Pair
    kept: Side
    gone: Side
    reasons: list[str]

    @property
    def is_open(self) -> bool:
        """Whether both are seen."""
        return self.kept.party is not None and self.gone.party is not None


def pairs_for(
    person: Any, *, state: str = "open", whose: str = "", kind: str = ""
) -> PairQuerySet:  # Any: person type of the doors
    """The pairs of a work list. `whose` is "mine" or "", `kind` "firm", "person" or ""."""
    rows = Pair.objects.visible_to(person).living()
    rows = rows.different() if state == "different" else rows.open()
    if whose == "mine":
        rows = rows.filter(Q(one__owner=person) | Q(other__owner=person))
    if kind in ("firm", "person"):
        rows = rows.filter(OF_PEOPLE if kind == "person" else ~OF_PEOPLE)
    return known_to(person, rows).select_related("different_by")


def known_to(person: Any, rows: PairQuerySet) -> PairQuerySet:  # Any: as above
    """The pairs for which there is a reason that the person may know: that two records share a hidden number is hidden too."""
    closed = closed_reasons(person)
    if not closed:
        return rows
    reasons = rows.annotate(told=Cast("reasons", TextField()))
    telling = (Q(told__contains=f'"{name}"') for name in REASONS if name not in closed)
    return reasons.filter(reduce(or_, telling))


def lines_of_pairs(person: Any, pairs: Sequence[Pair]) -> list[PairLine]:  # Any: as above
    """The pairs with what the person may see of both sides."""
    ids = {number for pair in pairs for number in (pair.one_id, pair.other_id)}
    seen = Party.objects.visible_to(person).living().select_related("owner", "unit").in_bulk(list(ids))
    sight = Sight(person, sorted(ids - set(seen)))
    lines = []
    for pair in pairs:
        one, other = seen.get(pair.one_id), seen.get(pair.other_id)
        if one is not None and other is not None:
            one, other = stays_first(person, one, other)
        kept, gone = [
            Side(party) if party is not None else Side(None, sight.elsewhere(number))
            for party, number in ((one, pair.one_id), (other, pair.other_id))
        ]
        if kept.party is None:
            kept, gone = gone, kept
        lines.append(PairLine(pair, kept, gone, reasons_for(person, pair.reasons)))
    return lines
