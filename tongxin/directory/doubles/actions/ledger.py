"""The one way in which a merge moves rows of any room, so that it can be taken back.

A room that reacts to `PartiesMerged` calls `carry` (or `take_away`, `note_made`) with its rows; it needs nothing of its own for
the way back but, if it likes, a reaction to `MergeUndone` for what follows from its rows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import QuerySet

from tongxin.directory.doubles.models import Move

SLICE = 500
NAMES = "former_names"
Rows = QuerySet[Any]  # Any: rows of whichever room


def label_of(model: type[models.Model]) -> str:
    """How the ledger names a kind of row."""
    return model._meta.label_lower


def written(value: Any) -> Any:  # Any: a column value and its JSON form
    """A column value as the ledger keeps it: instants to the microsecond."""
    return value.isoformat() if isinstance(value, date) else value


def read(model: type[models.Model], column: str, value: Any) -> Any:  # Any: as above
    """The same read back."""
    field: Any = model._meta.get_field(column)  # Any: column types
    if value is None or isinstance(field, models.JSONField):
        return value
    return (field.target_field if field.is_relation else field).to_python(value)


def attname(model: type[models.Model], column: str) -> str:
    """The name under which the plain value of a column is read and written."""
    field: Any = model._meta.get_field(column)  # Any: column types
    return str(field.attname)


def carry(
    merge: int,
    rows: Rows,
    *,
    column: str,
    to: Any,  # Any: a column value
    once_per: Sequence[str] = (),
    among: Rows | None = None,
    because: Sequence[models.Model] = (),
) -> list[int]:
    """Set `column` of these rows, for as long as the merge stands. Answers the numbers of the rows that changed.

    With `once_per`, rows stay where they are whose like (by these columns, `among` these or all rows that are at `to`) is there
    already: they wait, out of sight, until the like goes with a merge that is undone. `because` are rows that are together the only
    reason for the change: when one is elsewhere after another merge was undone, the change is taken back with it.
    """
    model, name = rows.model, attname(rows.model, column)
    found = list(rows.order_by("pk").values_list("pk", name, *once_per))
    if not found:
        return []
    likes = _likes(model._base_manager.filter(**{name: to}) if among is None else among, once_per)
    moved = [(pk, before) for pk, before, *like in found if before != to and tuple(like) not in likes]
    for pk, before, *like in found:
        if before != to and tuple(like) in likes:
            note_waiting(merge, model, pk, column, before=before, to=to, like=likes[tuple(like)], once_per=once_per)
    write_moves(merge, model, column, moved, to)
    Move.objects.bulk_create(_because(merge, model, pk, column, reason) for pk, _before in moved for reason in because)
    set_rows(model, [pk for pk, _before in moved], name, to)
    return [pk for pk, _before in moved]


def _likes(rows: Rows, once_per: Sequence[str]) -> dict[tuple[Any, ...], int]:  # Any: column values
    return {tuple(like): pk for pk, *like in rows.values_list("pk", *once_per)} if once_per else {}


def note_waiting(
    merge: int,
    model: type[models.Model],
    row: int,
    column: str,
    *,
    before: Any,  # Any: column values
    to: Any,
    like: int,
    once_per: Sequence[str] = (),
) -> None:
    """Say that a row would go to `to` too, were its like not there."""
    after = {"to": written(to), "like": like, "once_per": list(once_per)}
    column = f"{Move.WAITS}{column}"
    Move.objects.create(
        merge_id=merge, model=label_of(model), row=row, column=column, before=written(before), after=after
    )


def _because(merge: int, model: type[models.Model], row: int, column: str, reason: models.Model) -> Move:
    after = [label_of(type(reason)), reason.pk]
    return Move(merge_id=merge, model=label_of(model), row=row, column=Move.BECAUSE, before=column, after=after)


def write_moves(
    merge: int, model: type[models.Model], column: str, moved: Iterable[tuple[int, Any]], to: Any
) -> None:  # Any: as above
    """Note what was moved, from what to what."""
    Move.objects.bulk_create(
        Move(merge_id=merge, model=label_of(model), row=pk, column=column, before=written(before), after=written(to))
        for pk, before in moved
    )


def set_rows(model: type[models.Model], ids: Collection[int], name: str, to: Any) -> None:  # Any: as above
    """Set one column of many rows."""
    numbers = list(ids)
    for start in range(0, len(numbers), SLICE):
        model._base_manager.filter(pk__in=numbers[start : start + SLICE]).update(**{name: to})


def row_as_written(model: type[models.Model], row: int) -> dict[str, Any] | None:  # Any: JSON values
    """A whole row as the ledger keeps it, or None."""
    names = [field.attname for field in model._meta.concrete_fields]
    found: Mapping[str, Any] | None = model._base_manager.filter(pk=row).values(*names).first()  # Any: column values
    return {name: written(value) for name, value in found.items()} if found else None


def take_away(merge: int, rows: Rows, *, likes: Mapping[int, models.Model] | None = None) -> list[Move]:
    """Delete rows that would say the same twice; they come back when the merge is undone, or when the like of a row (`likes`, by
    number) is gone with another one. Answers what was noted of them."""
    model, reasons, taken = rows.model, likes or {}, list[Move]()
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        before = row_as_written(model, pk)
        taken.append(
            Move.objects.create(merge_id=merge, model=label_of(model), row=pk, column=Move.TAKEN, before=before)
        )
        if pk in reasons:
            _because(merge, model, pk, Move.TAKEN, reasons[pk]).save()
    rows.delete()
    return taken


def remark(merge: int, row: models.Model, name: str, value: Any) -> None:  # Any: a column value
    """Write something down for the way back; the ledger itself does nothing with it."""
    Move.objects.create(
        merge_id=merge, model=label_of(type(row)), row=row.pk, column=f"{Move.REMARK}{name}", before=written(value)
    )


def remarks(row: models.Model, name: str) -> "QuerySet[Move]":
    """What standing merges wrote down about a row, oldest first."""
    moves = Move.objects.filter(row=row.pk, model=label_of(type(row)), column=f"{Move.REMARK}{name}")
    return moves.order_by("id")


def note_made(merge: int, row: models.Model, *, because: models.Model | None = None) -> None:
    """Say that the merge made a row, which goes when it is undone, or when the reason is gone with another one."""
    Move.objects.create(merge_id=merge, model=label_of(type(row)), row=row.pk, column=Move.MADE)
    if because is not None:
        _because(merge, type(row), row.pk, Move.MADE, because).save()


def value_before(merge: int, row: models.Model, column: str) -> Any:  # Any: a JSON value
    """What a merge found in a column of a row: what it set it from, or what is there still."""
    move = Move.objects.filter(merge=merge, row=row.pk, model=label_of(type(row)), column=column).first()
    return move.before if move else written(getattr(row, attname(type(row), column)))
