"""Doing a merge again that was rolled back only because an earlier one was undone: all that still makes sense without that one."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models

from tongxin.directory.doubles.actions.going_along import Along, Spot, let_go_along, take_along
from tongxin.directory.doubles.actions.ledger import NAMES, attname, read, set_rows, take_away, written
from tongxin.directory.doubles.actions.rings import PARTY, is_above, ring_above
from tongxin.directory.doubles.actions.rolling_back import bring_again, changed_keys, set_all
from tongxin.directory.doubles.models import Merge, Move
from tongxin.directory.parties.models import Party

Model = type[models.Model]


def do_again(merge: Merge, moves: Sequence[Move], touched: set[Spot], came: list[Along]) -> None:
    """Repeat these moves of one merge, in their order. `touched` are rows that are elsewhere now than when it was made: what was
    done to a row because of one of them is not repeated, nor anything to a row that is no longer where the merge found it.
    Rows that waited because of one of them go along now, and on with merges after this one: those are added to `came`. Whatever is
    not repeated counts as touched for merges after this one."""
    ordered = sorted(moves, key=lambda move: move.pk)
    unfounded, void = _reasons_gone(merge, touched), _moved_on(merge, ordered, touched)
    left: list[Move] = []
    again: list[Move] = []
    for (label, column, _after), run in groupby(ordered, key=lambda move: (move.model, move.column, repr(move.after))):
        some = list(run)
        # A row that is made takes the place of whatever came back there, wherever that was.
        free = some if column == Move.MADE else [one for one in some if (label, one.row) not in void]
        fit = [one for one in free if (label, one.row, column) not in unfounded]
        went = _one_run(merge, apps.get_model(label), column, fit)
        done = {move.pk for move in went}
        again += went
        left += [move for move in some if move.pk not in done]
        _wait([move for move in fit if move.pk not in done and not _is_choice(merge, move)])
    Move.objects.filter(pk__in=[move.pk for move in left]).exclude(column__startswith=Move.WAITS).delete()
    touched |= {(move.model, move.row) for move in left}
    again += take_along(merge, came, touched)
    again += let_go_along(merge, came, touched)
    number_as_done(again)


def number_as_done(done: Sequence[Move]) -> None:
    """Number moves as they were done this time, so that rolled back from the last to the first each row finds its place free."""
    numbers = [move.pk for move in done]
    if numbers == sorted(numbers):
        return
    rows = Move.objects.in_bulk(numbers)
    Move.objects.filter(pk__in=numbers).delete()
    for move in (ordered := [rows[number] for number in numbers]):
        move.pk = None
    Move.objects.bulk_create(ordered)


def _wait(moves: Sequence[Move]) -> None:
    """Rows that found their like there wait for it to go."""
    for move in moves:
        if move.column not in (Move.MADE, Move.TAKEN):
            wish: dict[str, Any] = {"to": move.after, "like": move.row, "once_per": []}  # Any: JSON values
            Move.objects.filter(pk=move.pk).update(column=f"{Move.WAITS}{move.column}", after=wish)


def _reasons_gone(merge: Merge, touched: set[Spot]) -> set[tuple[str, int, str]]:
    """Columns of rows that were set because of a row that is elsewhere now."""
    reasons = merge.moves.filter(column=Move.BECAUSE).values_list("model", "row", "before", "after")
    return {(model, row, str(column)) for model, row, column, reason in reasons if tuple(reason or ()) in touched}


def _moved_on(merge: Merge, moves: Sequence[Move], touched: set[Spot]) -> set[Spot]:
    """Rows that are no longer as the merge found them, those that only waited there as well; without those of the kept record itself:
    there its choices hold."""
    void: set[Spot] = set()
    by_column: dict[tuple[str, str], list[Move]] = defaultdict(list)
    waiting = [move for move in merge.moves.filter(column__startswith=Move.WAITS) if move.before == merge.gone_id]
    for move in [*moves, *waiting]:
        if not _is_choice(merge, move) and move.column != Move.MADE:
            by_column[move.model, move.column.removeprefix(Move.WAITS)].append(move)
    for (label, column), some in by_column.items():
        model: Model = apps.get_model(label)
        if column == Move.TAKEN:
            void |= {(label, move.row) for move in some} & touched
            continue
        rows = model._base_manager.filter(pk__in=[move.row for move in some])
        current = dict(rows.values_list("pk", attname(model, column)))
        void |= {(label, one.row) for one in some if one.row not in current or written(current[one.row]) != one.before}
    return void


def _is_choice(merge: Merge, move: Move) -> bool:
    return move.model == PARTY and move.row == merge.kept_id


def _one_run(merge: Merge, model: Model, column: str, moves: Sequence[Move]) -> list[Move]:
    """Moves of one column to one value. Answers those that were done."""
    if not moves:
        return []
    if column == Move.MADE:
        return [one for move in moves for one in _make_again(model, move)]
    if column == Move.TAKEN:
        model._base_manager.filter(pk__in=[move.row for move in moves]).delete()
        return list(moves)
    if column == NAMES:
        return [move for move in moves if _add_names(merge, move)]
    name, value = attname(model, column), read(model, column, moves[0].after)
    if is_above(moves[0].model, column):
        return [move for move in moves if _set_above(model, column, move, value)]
    if _is_choice(merge, moves[0]):
        return [move for move in moves if _choose(model, column, move)]
    return set_all(model, name, moves, value)


def _make_again(model: Model, move: Move) -> list[Move]:
    """Make a row again. One that came back in its place is taken away first, as it would have been, and so goes back later."""
    taken = take_away(move.merge_id, model._base_manager.filter(pk=move.row))
    return [*taken, *bring_again(model, [move])]


def _choose(model: Model, column: str, move: Move) -> bool:
    """Set a column of the kept record again, from whatever it holds now."""
    name = attname(model, column)
    before = model._base_manager.filter(pk=move.row).values_list(name, flat=True).first()
    value: Any = read(model, column, move.after)  # Any: a column value
    if isinstance(model._meta.get_field(column), models.JSONField):
        keys = {key: after for key, (_old, after) in changed_keys(move.before, move.after).items() if key in value}
        value = {**(before or {}), **keys}
    if written(before) == written(value):
        return False
    Move.objects.filter(pk=move.pk).update(before=written(before), after=written(value))
    set_rows(model, [move.row], name, value)
    return True


def _set_above(model: Model, column: str, move: Move, value: Any) -> bool:  # Any: the number of a row
    """Put a party into a group again, or a contact below another, unless that one has come to stand below it."""
    return not ring_above(move.model, move.row, {move.row: value}) and _choose(model, column, move)


def _add_names(merge: Merge, move: Move) -> bool:
    """Keep the former names that still belong to one of the two."""
    kept = Party.objects.get(pk=merge.kept_id)
    gone = Party.objects.get(pk=merge.gone_id)
    known = {kept.name, gone.name, *gone.former_names, *_names_chosen(merge)}
    more = [name for name in move.after or () if name in known and name not in kept.former_names]
    if more:
        Move.objects.filter(pk=move.pk).update(after=more)
        Party.objects.filter(pk=kept.pk).update(former_names=[*kept.former_names, *more])
    return bool(more)


def _names_chosen(merge: Merge) -> set[str]:
    """The name that the kept record had before this merge gave it another one."""
    moves = merge.moves.filter(model=PARTY, row=merge.kept_id, column="name")
    return {str(before) for before in moves.values_list("before", flat=True)}
