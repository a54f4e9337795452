"""Rolling one merge back: its moves, the last one first. What somebody changed since is left alone."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from tongxin.directory.doubles.actions.ledger import NAMES, attname, read, row_as_written, set_rows, written
from tongxin.directory.doubles.models import Merge, Move
from tongxin.directory.parties.models import Party

Model = type[models.Model]
Run = tuple[list[Move], list[Move]]
_ABSENT = object()


def roll_back(merge: Merge) -> Run:
    """Put every row back where the merge found it. Answers the moves that went back and those that could not."""
    back: list[Move] = []
    stayed: list[Move] = []
    moves = merge.moves.exclude(column__startswith=Move.REMARK).exclude(column__startswith=Move.WAITS)
    for (label, column, _before), run in groupby(moves.order_by("-id"), key=_kind):
        some = list(run)
        went, left = _one_run(apps.get_model(label), column, some)
        back += went
        stayed += left
    return back, stayed


def _kind(move: Move) -> tuple[str, str, str]:
    return move.model, move.column, repr(move.before)


def _one_run(model: Model, column: str, moves: Sequence[Move]) -> Run:
    """Moves of one column to one value, together."""
    if column == Move.MADE:
        return _unmake(model, moves), []
    if column == Move.TAKEN:
        return bring_again(model, moves), []
    if column == NAMES:
        return _take_names_out(moves), []
    if isinstance(model._meta.get_field(column), models.JSONField):
        return _split(moves, (_put_keys_back(model, column, move) for move in moves))
    name = attname(model, column)
    current = dict(model._base_manager.filter(pk__in=[move.row for move in moves]).values_list("pk", name))
    same = [move for move in moves if move.row in current and written(current[move.row]) == move.after]
    went = set_all(model, name, same, read(model, column, moves[0].before))
    gone = {move.pk for move in went}
    return went, [move for move in moves if move.pk not in gone]


def _split(moves: Iterable[Move], went: Iterable[bool]) -> Run:
    back: list[Move] = []
    stayed: list[Move] = []
    for move, is_back in zip(moves, went, strict=True):
        (back if is_back else stayed).append(move)
    return back, stayed


def _unmake(model: Model, moves: Sequence[Move]) -> list[Move]:
    """Delete rows that the merge made; what they were like is kept with the move, should they be made again."""
    for move in moves:
        move.before = row_as_written(model, move.row)
        model._base_manager.filter(pk=move.row).delete()
    return list(moves)


def bring_again(model: Model, moves: Sequence[Move]) -> list[Move]:
    """Make rows anew from all their values in `before`; answers the moves of those that fit."""
    columns = {field.attname: field.name for field in model._meta.concrete_fields}
    made = []
    for move in moves:
        values = {name: read(model, columns[name], value) for name, value in (move.before or {}).items()}
        if values and _made(model(**values)):
            made.append(move)
    return made


def _made(row: models.Model) -> bool:
    """Make the row, if what it belongs to is still there, and nobody made its like anew."""
    for field in row._meta.concrete_fields:
        above: Any = field.remote_field.model if field.remote_field else None  # Any: a model, a name only in the stubs
        number = getattr(row, field.attname)
        if above and number is not None and not above._base_manager.filter(pk=number).exists():
            return False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _take_names_out(moves: Sequence[Move]) -> list[Move]:
    """Forget the former names that the merge brought."""
    for move in moves:
        party = Party.objects.filter(pk=move.row).first()
        if party is not None:
            left = [name for name in party.former_names if name not in (move.after or ())]
            Party.objects.filter(pk=party.pk).update(former_names=left)
    return list(moves)


def _put_keys_back(model: Model, column: str, move: Move) -> bool:
    """Of a column that holds values by key, only the keys that the merge set, where they are still as it set them."""
    row = model._base_manager.filter(pk=move.row).values_list(column, flat=True).first()
    if row is None:
        return False
    changed, is_back = dict(row), True
    for key, (before, after) in changed_keys(move.before, move.after).items():
        if changed.get(key, _ABSENT) != after:
            is_back = False
        elif before is _ABSENT:
            del changed[key]
        else:
            changed[key] = before
    model._base_manager.filter(pk=move.row).update(**{column: changed})
    return is_back


def changed_keys(before: Any, after: Any) -> dict[str, tuple[Any, Any]]:  # Any: JSON values
    """Keys whose values differ, with both; a mark that equals nothing stands for a key that isn't there."""
    one, other = dict(before or {}), dict(after or {})
    both = {key: (one.get(key, _ABSENT), other.get(key, _ABSENT)) for key in {**one, **other}}
    return {key: pair for key, pair in both.items() if pair[0] != pair[1]}


def set_all(model: Model, name: str, moves: Sequence[Move], value: Any) -> list[Move]:  # Any: a column value
    """Write one value into the rows of all these moves, one by one where they don't fit together. Answers those that fit."""
    if not moves:
        return []
    try:
        with transaction.atomic():
            set_rows(model, [move.row for move in moves], name, value)
    except IntegrityError:
        return [] if len(moves) == 1 else [one for move in moves for one in set_all(model, name, [move], value)]
    return list(moves)
