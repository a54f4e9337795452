"""The one way in which a merge moves rows of any room, so that it can be taken back.

A room that reacts to `PartiesMerged` calls `carry` (or `take_away`) with its rows; it needs nothing of its own for the way back
but, if it likes, a reaction to `MergeUndone` for what follows from its rows.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import QuerySet

from tongxin.directory.doubles.models import Move

SLICE = 500
NAMES, REMARK = "former_names", "="
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
    merge: int, rows: Rows, *, column: str, to: Any, once_per: Sequence[str] = ()
) -> list[int]:  # Any: a column value
    """Set `column` of these rows, for as long as the merge stands. Answers the numbers of the rows that changed.

    With `once_per`, rows stay where they are whose like (by these columns) is there already: they wait, out of sight.
    """
    model, name = rows.model, attname(rows.model, column)
    there = set(model._base_manager.filter(**{name: to}).values_list(*once_per)) if once_per else set()
    found = rows.order_by("pk").values_list("pk", name, *once_per)
    moved = [(pk, before) for pk, before, *like in found if before != to and tuple(like) not in there]
    write_moves(merge, model, column, moved, to)
    set_rows(model, [pk for pk, _before in moved], name, to)
    return [pk for pk, _before in moved]


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


def take_away(merge: int, rows: Rows) -> None:
    """Delete rows that would say the same twice; they come back when the merge is undone."""
    model = rows.model
    names = [field.attname for field in model._meta.concrete_fields]
    found = list(rows.order_by("pk").values(*names))
    Move.objects.bulk_create(
        Move(
            merge_id=merge,
            model=label_of(model),
            row=one[model._meta.pk.attname],
            column=Move.TAKEN,
            before={name: written(value) for name, value in one.items()},
        )
        for one in found
    )
    rows.delete()


def remark(merge: int, row: models.Model, name: str, value: Any) -> None:  # Any: a column value
    """Write something down for the way back; the ledger itself does nothing with it."""
    Move.objects.create(
        merge_id=merge, model=label_of(type(row)), row=row.pk, column=f"{REMARK}{name}", before=written(value)
    )


def remarks(row: models.Model, name: str) -> "QuerySet[Move]":
    """What standing merges wrote down about a row, oldest first."""
    moves = Move.objects.filter(row=row.pk, model=label_of(type(row)), column=f"{REMARK}{name}")
    return moves.order_by("id")


def note_made(merge: int, row: models.Model) -> None:
    """Say that the merge made a row, which goes when it is undone."""
    Move.objects.create(merge_id=merge, model=label_of(type(row)), row=row.pk, column=Move.MADE)
