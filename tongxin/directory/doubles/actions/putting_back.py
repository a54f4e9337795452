"""Undoing merges in whatever order: those that came after and touched the same are rolled back first and done again afterwards.

Rolled back one after another, the last one first, every row is where it was before; so nothing has to be guessed.
"""

from collections.abc import Collection, Sequence

from django.db.models import Q

from tongxin.directory.doubles.actions.doing_again import do_again
from tongxin.directory.doubles.actions.going_along import Along
from tongxin.directory.doubles.actions.ledger import SLICE
from tongxin.directory.doubles.actions.rings import ABOVE, PARTY, closing_rings, keep_apart
from tongxin.directory.doubles.actions.rolling_back import roll_back
from tongxin.directory.doubles.models import Merge, MergeQuerySet, Move

_GROUP = (PARTY, ABOVE[PARTY][1])


def put_back(merges: Sequence[Merge], later: Sequence[Merge]) -> list[Move]:
    """Put back all that `merges` moved; `later` are those of `merges_after`. Answers the moves whose rows somebody changed since."""
    ours = {one.pk for one in merges}
    stayed: list[Move] = []
    went: list[Move] = []
    others: list[tuple[Merge, list[Move]]] = []
    for one in sorted([*merges, *later], key=lambda merge: merge.pk, reverse=True):
        back, left = roll_back(one)
        if one.pk in ours:
            stayed += left
            went += back
        else:
            others.append((one, back))
    apart = keep_apart(went)
    touched = {(move.model, move.row) for move in went if move not in apart}
    # A group into which a firm comes back may have gone into another one since.
    came = [Along(*_GROUP, move.row) for move in went if (move.model, move.column) == _GROUP and move not in apart]
    for one, back in reversed(others):
        do_again(one, back, touched, came)
    return stayed + apart


def merges_after(merges: Sequence[Merge]) -> list[Merge]:
    """Standing merges that were made after the first of these and have a party or a row in common with them, or with one another, or
    would close a ring of groups."""
    ours = {one.pk for one in merges}
    rows = Merge.objects.standing().filter(pk__gt=min(ours)).exclude(pk__in=ours)
    found: dict[int, Merge] = {}
    waiting = list(merges)
    while waiting:
        near = [one for one in _near(rows, waiting) if one.pk not in found]
        waiting = near or [one for one in closing_rings([*merges, *found.values()], rows) if one.pk not in found]
        found |= {one.pk: one for one in waiting}
    return [found[pk] for pk in sorted(found)]


def _near(rows: MergeQuerySet, merges: Collection[Merge]) -> list[Merge]:
    if not rows.exists():
        return []
    parties = {number for one in merges for number in (one.kept_id, one.gone_id)}
    groups = Move.objects.filter(merge__in=merges, model=PARTY, column=_GROUP[1]).values_list("before", flat=True)
    parties |= {number for number in groups if number is not None}
    near = {one.pk: one for one in rows.filter(Q(kept__in=parties) | Q(gone__in=parties))}
    moved: dict[str, set[int]] = {}
    for model, row in Move.objects.filter(merge__in=merges).values_list("model", "row").distinct():
        moved.setdefault(model, set()).add(row)
    for model, numbers in moved.items():
        some = sorted(numbers)
        for start in range(0, len(some), SLICE):
            moves = Move.objects.filter(row__in=some[start : start + SLICE], model=model)
            near |= {one.pk: one for one in rows.filter(pk__in=moves.values("merge"))}
    return list(near.values())
