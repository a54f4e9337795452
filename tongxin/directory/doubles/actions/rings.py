"""Neither groups nor reporting lines close to a ring: who would belong to whom, were merges undone that others have built upon."""

from collections.abc import Collection, Mapping, Sequence

from django.db import models

from tongxin.directory.doubles.actions.ledger import label_of, set_rows
from tongxin.directory.doubles.models import Merge, MergeQuerySet, Move
from tongxin.directory.parties.models import Contact, Party

PARTY = label_of(Party)
ABOVE: dict[str, tuple[type[models.Model], str]] = {
    PARTY: (Party, "parent"),
    label_of(Contact): (Contact, "reports_to"),
}


def is_above(label: str, column: str) -> bool:
    """Whether a column says under whom a row of this kind stands."""
    return label in ABOVE and ABOVE[label][1] == column


def ring_above(label: str, row: int, instead: Mapping[int, int | None] | None = None) -> set[int]:
    """Rows on the ring into which one comes going up from this one; none where the line ends. `instead` are those above that count
    in place of the stored ones."""
    others, path, step = instead or {}, dict[int, int](), row
    while step not in path:
        path[step] = len(path)
        above = others[step] if step in others else _stored(label, step)
        if above is None:
            return set()
        step = above
    return {one for one, place in path.items() if place >= path[step]}


def _stored(label: str, row: int) -> int | None:
    model, column = ABOVE[label]
    return model._base_manager.filter(pk=row).values_list(f"{column}_id", flat=True).first()


def closing_rings(merges: Collection[Merge], later: MergeQuerySet) -> list[Merge]:
    """Which of the later merges put a row below another that stands below it again once these merges are put back."""
    closing: set[int] = set()
    for label, (_model, column) in ABOVE.items():
        moves = Move.objects.filter(merge__in=merges, model=label, column=column).order_by("-id")
        above = dict(moves.values_list("row", "before"))  # of several the first one counts, which stands last here
        if ring := {one for row in above for one in ring_above(label, row, above)}:
            some = Move.objects.filter(model=label, column=column, row__in=ring)
            closing |= set(later.filter(pk__in=some.values("merge")).values_list("pk", flat=True))
    return list(later.filter(pk__in=closing))


def keep_apart(back: Sequence[Move]) -> list[Move]:
    """Leave a row below its new one above where the old one came to stand below it meanwhile, by somebody's hand; answers these moves."""
    stayed = [one for one in back if is_above(one.model, one.column) and one.row in ring_above(one.model, one.row)]
    for move in stayed:
        model, column = ABOVE[move.model]
        set_rows(model, [move.row], f"{column}_id", move.after)
    return stayed
