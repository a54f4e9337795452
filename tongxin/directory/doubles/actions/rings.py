"""Groups never close to a ring: who would belong to whom, were merges undone that others have built upon."""

from collections.abc import Collection, Mapping, Sequence

from tongxin.directory.doubles.actions.ledger import label_of, set_rows
from tongxin.directory.doubles.models import Merge, MergeQuerySet, Move
from tongxin.directory.parties.models import Party

PARTY, PARENT = label_of(Party), "parent"


def ring_above(party: int, instead: Mapping[int, int | None] | None = None) -> set[int]:
    """Parties on the ring into which one comes going up from this one; none where the groups end. `instead` are parents that count
    in place of the stored ones."""
    parents, path, step = instead or {}, dict[int, int](), party
    while step not in path:
        path[step] = len(path)
        above = parents[step] if step in parents else _stored(step)
        if above is None:
            return set()
        step = above
    return {one for one, place in path.items() if place >= path[step]}


def _stored(party: int) -> int | None:
    return Party.objects.filter(pk=party).values_list("parent_id", flat=True).first()


def closing_rings(merges: Collection[Merge], later: MergeQuerySet) -> list[Merge]:
    """Which of the later merges put a party into a group that belongs to it again once these merges are put back."""
    moves = Move.objects.filter(merge__in=merges, model=PARTY, column=PARENT).order_by("-id")
    parents = dict(moves.values_list("row", "before"))  # of several the first one counts, which stands last here
    ring = {one for party in parents for one in ring_above(party, parents)}
    if not ring:
        return []
    closing = Move.objects.filter(model=PARTY, column=PARENT, row__in=ring)
    return list(later.filter(pk__in=closing.values("merge")))


def keep_apart(back: Sequence[Move]) -> list[Move]:
    """Leave a party in its new group where its old one came to belong to it meanwhile, by somebody's hand; answers these moves."""
    stayed = [one for one in back if one.model == PARTY and one.column == PARENT and one.row in ring_above(one.row)]
    for move in stayed:
        set_rows(Party, [move.row], "parent_id", move.after)
    return stayed
