"""Taking moves back, in whatever order merges are undone, leaving alone what somebody changed since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tongxin.directory.doubles.actions.ledger import NAMES, REMARK, SLICE, attname, label_of, read, set_rows, written
from tongxin.directory.doubles.models import Merge, Move
from tongxin.directory.parties.models import Party

Model = type[models.Model]
_PARTY = label_of(Party)
_NOWHERE = object()


def put_back(merge: Merge) -> list[Move]:
    """Put back all that a merge moved. Answers the moves whose rows were changed since: they stay as they are."""
    groups: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for move in merge.moves.exclude(column=NAMES).exclude(column__startswith=REMARK).order_by("-id"):
        groups[move.model, move.column].append(move)
    stayed: list[Move] = []
    for (label, column), moves in groups.items():
        model: Model = apps.get_model(label)
        if column == Move.MADE:
            made = [move.row for move in moves]
            model._base_manager.filter(pk__in=made).delete()
            Move.objects.filter(row__in=made, model=label).exclude(merge=merge).delete()
        elif column == Move.TAKEN:
            _bring_again(model, moves)
        else:
            for start in range(0, len(moves), SLICE):
                stayed += _turn_back(model, column, moves[start : start + SLICE], merge)
    return stayed


def put_back_at_last(moves: Sequence[Move]) -> list[Move]:
    """Try once more what did not fit while other parts of the same merge were not back yet. Answers what still doesn't fit."""
    stayed: list[Move] = []
    for move in moves:
        stayed += _turn_back(apps.get_model(move.model), move.column, [move], move.merge)
    return stayed


def _bring_again(model: Model, moves: Sequence[Move], **other: Any) -> None:  # Any: JSON values
    """Make rows anew that a merge took away, with `other` values where an earlier merge had changed them."""
    columns = {field.attname: field.name for field in model._meta.concrete_fields}
    for move in moves:
        values = {name: read(model, columns[name], value) for name, value in {**(move.before or {}), **other}.items()}
        made = model(**values)
        if _fits(made):
            made.save(force_insert=True)


def _fits(row: models.Model) -> bool:
    """Whether what the row belongs to is still there, and nobody made its like anew."""
    try:
        row.full_clean()
    except ValidationError:
        return False
    return True


def _turn_back(model: Model, column: str, moves: Sequence[Move], merge: Merge) -> list[Move]:
    """Set rows of one column back. Later moves of the same row are void, and later choices begin where this one began."""
    name = attname(model, column)
    rows = [move.row for move in moves]
    current = dict(model._base_manager.filter(pk__in=rows).values_list("pk", name))
    later = _later(moves, column)
    taken = {row: found[-1] for row, found in _later(moves, Move.TAKEN).items() if row not in current}
    stayed: list[Move] = []
    back: dict[str, list[Move]] = defaultdict(list)
    places: dict[int, set[Any]] = {}  # Any: JSON values
    for move in moves:
        void, choice, place = _followed(move, later.get(move.row, ()))
        if choice is not None:
            Move.objects.filter(pk=choice.pk).update(before=move.before)
        elif move.row in current and written(current[move.row]) == place:
            back[repr(move.before)].append(move)
            places[move.row] = {move.after, *(one.after for one in void)} if model is not Party else set()
        elif move.row in taken and (taken[move.row].before or {}).get(name) == place:
            _bring_again(model, [taken[move.row]], **{name: move.before})
            void.append(taken[move.row])
        else:
            stayed.append(move)
            continue
        Move.objects.filter(pk__in=[one.pk for one in void]).delete()
    for same in back.values():
        stayed += _set(model, column, same)
    _drop_consequences(model, column, moves, places)
    return stayed


def _drop_consequences(
    model: Model, column: str, moves: Sequence[Move], places: Mapping[int, set[Any]]
) -> None:  # Any: JSON values
    """What later merges set on a row only because it was where this one had brought it (that a contact has left, that a number is
    no longer the main one) is taken back with it."""
    rows = [row for row, found in places.items() if found]
    if not rows:
        return
    later = Move.objects.filter(row__in=rows, model=moves[0].model, pk__gt=min(move.pk for move in moves))
    later = later.exclude(merge=moves[0].merge_id).exclude(column__in=[column, Move.MADE, Move.TAKEN])
    for move in later.exclude(column__startswith=REMARK).select_related("merge").order_by("-pk"):
        if move.merge.gone_id not in places[move.row]:
            continue
        name = attname(model, move.column)
        current = model._base_manager.filter(pk=move.row).values_list(name, flat=True).first()
        if written(current) == move.after and not _set(model, move.column, [move]):
            Move.objects.filter(pk=move.pk).delete()


def _followed(move: Move, later: Sequence[Move]) -> tuple[list[Move], Move | None, Any]:  # Any: a JSON value
    """Where later merges brought the row: their moves, the choice for a kept record that ends them if any, and the last place.

    A gap between two moves means that somebody moved the row by hand: then the place is none that it could be at."""
    void: list[Move] = []
    place: Any = move.after  # Any: a JSON value
    for other in later:
        if other.pk <= move.pk:
            continue
        if other.before != place:
            return void, None, _NOWHERE
        if other.model == _PARTY and other.row == other.merge.kept_id:
            return void, other, None
        void.append(other)
        place = other.after
    return void, None, place


def _later(moves: Sequence[Move], column: str) -> dict[int, list[Move]]:
    """Moves of the same rows by merges that came after, oldest first."""
    found: dict[int, list[Move]] = defaultdict(list)
    rows = Move.objects.filter(row__in=[move.row for move in moves], model=moves[0].model, column=column)
    first = min(move.pk for move in moves)
    for move in rows.filter(pk__gt=first).exclude(merge=moves[0].merge_id).order_by("id").select_related("merge"):
        found[move.row].append(move)
    return found


def _set(model: Model, column: str, moves: Sequence[Move]) -> list[Move]:
    """Write the value from before; one by one when together they would not fit. Answers those that don't fit at all."""
    value: Any = read(model, column, moves[0].before)  # Any: a column value
    name = attname(model, column)
    try:
        with transaction.atomic():
            set_rows(model, [move.row for move in moves], name, value)
    except IntegrityError:
        if len(moves) > 1:
            return [one for move in moves for one in _set(model, column, [move])]
        return [] if _set_after_making_room(model, name, moves[0], value) else list(moves)
    return []


def _set_after_making_room(model: Model, name: str, move: Move, value: Any) -> bool:  # Any: a column value
    """A later merge brought the row to where its like stands already: had this merge never been, it would have left it alone.

    So its moves of this row are taken back first. Answers whether the row fits then."""
    later = Move.objects.filter(row=move.row, model=move.model, pk__gt=move.pk).exclude(merge=move.merge_id)
    moves = list(later.exclude(column__in=[Move.MADE, Move.TAKEN]).exclude(column__startswith=REMARK).order_by("-pk"))
    if not moves:
        return False
    try:
        with transaction.atomic():
            values = {attname(model, one.column): read(model, one.column, one.before) for one in moves}
            model._base_manager.filter(pk=move.row).update(**{**values, name: value})
            Move.objects.filter(pk__in=[one.pk for one in moves]).delete()
    except IntegrityError:
        return False
    return True
