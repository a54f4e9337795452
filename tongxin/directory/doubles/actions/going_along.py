"""Rows that a merge left waiting because their like was there, and that go along when it is done again without that like."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from tongxin.directory.doubles.actions.ledger import attname, note_waiting, read, written
from tongxin.directory.doubles.actions.rings import is_above, ring_above
from tongxin.directory.doubles.actions.rolling_back import set_all
from tongxin.directory.doubles.models import Merge, Move

Model = type[models.Model]
Spot = tuple[str, int]


@dataclass(frozen=True)
class Along:
    """A row that came to a record only now, by this column; with its like, by these columns, it can't be at one record."""

    label: str
    column: str
    row: int
    once_per: Sequence[str] = ()


def let_go_along(merge: Merge, came: list[Along], touched: set[Spot]) -> list[Move]:
    """Rows that waited for a like which is elsewhere now, or which are elsewhere themselves, go where the merge would have them.
    Answers their moves."""
    went: list[Move] = []
    for move in merge.moves.filter(column__startswith=Move.WAITS).order_by("id"):
        wish: dict[str, Any] = dict(move.after or {})  # Any: JSON values
        if wish["like"] != move.row and not {(move.model, move.row), (move.model, wish["like"])} & touched:
            continue
        model: Model = apps.get_model(move.model)
        column = move.column.removeprefix(Move.WAITS)
        name, to = attname(model, column), read(model, column, wish["to"])
        row = model._base_manager.filter(pk=move.row).values(name, *wish["once_per"]).first()
        if row is None or written(row[name]) != move.before or _has_like(model, move.row, wish, {**row, name: to}):
            continue
        if is_above(move.model, column) and ring_above(move.model, move.row, {move.row: to}):
            continue
        if set_all(model, name, [move], to):
            Move.objects.filter(pk=move.pk).update(column=column, after=written(to))
            touched.add((move.model, move.row))
            went.append(move)
            if (move.before, wish["to"]) == (merge.gone_id, merge.kept_id):
                came.append(Along(move.model, column, move.row, wish["once_per"]))
    return went


def _has_like(
    model: Model, row: int, wish: dict[str, Any], values: dict[str, Any]
) -> bool:  # Any: JSON values, column values
    """Whether a row like this one is there (still, or again). Where that isn't known by columns, the database knows."""
    if not wish["once_per"]:
        return wish["like"] != row and model._base_manager.filter(pk=wish["like"], **values).exists()
    return model._base_manager.filter(**values).exclude(pk=row).exists()


def take_along(merge: Merge, came: Sequence[Along], touched: set[Spot]) -> list[Move]:
    """Rows that came only now to the record which this merge took out of sight go on with it, or wait if their like is there.
    Answers the moves of those that went."""
    went: list[Move] = []
    for one in came:
        model: Model = apps.get_model(one.label)
        name = attname(model, one.column)
        row = model._base_manager.filter(pk=one.row, **{name: merge.gone_id}).values(*one.once_per).first()
        if row is None:
            continue
        there = model._base_manager.filter(**{**row, name: merge.kept_id}).exclude(pk=one.row)
        like = there.values_list("pk", flat=True).first() if one.once_per else None
        move = Move(
            merge=merge, model=one.label, row=one.row, column=one.column, before=merge.gone_id, after=merge.kept_id
        )
        closes = is_above(one.label, one.column) and ring_above(one.label, one.row, {one.row: merge.kept_id})
        if like is None and not closes and set_all(model, name, [move], merge.kept_id):
            move.save()
            touched.add((one.label, one.row))
            went.append(move)
        else:
            waits_for = one.row if like is None else like
            note_waiting(
                merge.pk, model, one.row, one.column, before=merge.gone_id, to=merge.kept_id, like=waits_for, once_per=one.once_per
            )  # fmt: skip
    return went
