"""Setting a field of one record or of picked ones from a list, each by its room's ordinary action, and taking that back."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.conflicts import ChangedMeanwhile
from tongxin.base.events import in_batch
from tongxin.base.filters import BadFilter
from tongxin.base.filters.values import read_value
from tongxin.base.registries import fields_of
from tongxin.collab.fields.actions import read_values
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.views.models import FACT
from tongxin.collab.views.queries.kinds import Deed, ListKind
from tongxin.collab.views.queries.looking import Json
from tongxin.collab.views.queries.setting import own_settable, settable

_CHECKED_KINDS = ("choice", "person", "unit", "number", "money", "date", "datetime", "bool")


class MayNotSet(PermissionDenied):
    """Some of the records are not theirs to change."""


class NothingToTakeBack(ValidationError):
    """What was done was changed since."""


class UnknownBatch(LookupError):
    """They did nothing under this name."""


@transaction.atomic
def set_field(*, by: Person, kind: ListKind, number: int, field: str, value: str, was: str | None = None) -> str:
    """Set a field of one record. `was` is what the person saw. Answers the batch under which it can be taken back.

    Raises ChangedMeanwhile, ValidationError, PermissionDenied: also for fields that lists of this kind do not set.
    """
    if kind.change is None or field not in {*settable(kind, by), *settable(kind, by, for_many=True)}:
        raise ValidationError(_("Choose a field."))
    batch = _batch()
    with in_batch(batch):
        kind.change(by, number, {field: value}, None if was is None else {field: was})
    return batch


@transaction.atomic
def do_with_picked(*, by: Person, kind: ListKind, deed: str, numbers: Sequence[int], values: Json) -> str:
    """Do one deed with picked records, all or none. Answers the batch. Raises ValidationError, PermissionDenied."""
    found = deed_of(kind, deed)
    checked = found.checked(by, values)
    if kind.changeable(by).filter(pk__in=numbers).count() != len(set(numbers)):
        raise MayNotSet(_("Some of these are not yours to change. Nothing was changed."))
    batch = _batch()
    with in_batch(batch):
        found.do(by, sorted(set(numbers)), checked, True)
    return batch


@transaction.atomic
def take_back(*, by: Person, kind: ListKind, batch: str) -> int:
    """Take back what one set from a list. Answers how many records are as before. Raises NothingToTakeBack, UnknownBatch."""
    entries = list(Entry.objects.filter(batch=batch, kind__in=kind.told_of, actor=by).order_by("-pk")[:1_000])
    if not entries:
        raise UnknownBatch(batch)
    done = taken_back(kind, by, entries)
    if not done:
        raise NothingToTakeBack(_("Somebody changed it since, so it stays as it is now."))
    return done


def taken_back(kind: ListKind, by: Person, entries: Sequence[Entry]) -> int:
    """How many entries could be taken back: not where the record is gone, changed since, or no longer in reach."""
    if kind.take_back is not None:
        return kind.take_back(by, entries)
    done = 0
    for entry in entries:
        if kind.change is None or not entry.before:
            continue
        with suppress(ValidationError, PermissionDenied, ChangedMeanwhile), transaction.atomic():
            kind.change(by, entry.subject_id, dict(entry.before), entry.particulars.get("after"))
            done += 1
    return done


def _batch() -> str:
    return f"list:{uuid4().hex[:20]}"


def deed_of(kind: ListKind, key: str) -> Deed:
    """One of the list's deeds, or the one that sets a field. Raises ValidationError."""
    found = kind.deeds.get(key) or (_fact_deed(kind) if key == FACT and kind.change is not None else None)
    if found is None:
        raise ValidationError(_("This can't be done with many at once."))
    return found


def _fact_deed(kind: ListKind) -> Deed:
    set_many = kind.set_many or _one_by_one(kind)
    return Deed(
        label=_("Change a field"),
        icon="edit",
        checked=lambda by, values: _checked(kind, by, values),
        do=lambda by, ids, values, strict: set_many(by, ids, values["field"], values["value"], strict),
        said=lambda values: "",
        typed=lambda form: {"field": form.get("field", ""), "value": form.get("value", "")},
    )


def _one_by_one(kind: ListKind) -> Callable[[Person, Sequence[int], str, str, bool], int]:
    def set_many(by: Person, ids: Sequence[int], field: str, value: str, strict: bool) -> int:
        refused = 0
        for number in ids:
            try:
                with transaction.atomic():
                    assert kind.change is not None
                    kind.change(by, number, {field: value}, None)
            except (ValidationError, PermissionDenied):
                if strict:
                    raise
                refused += 1
        return refused

    return set_many


def _checked(kind: ListKind, by: Person, values: Json) -> Json:
    """The field and the value, if `by` may set it at all. Raises ValidationError, PermissionDenied."""
    name, value = str(values.get("field", "")), values.get("value", "")
    if any(one.key == name for one in own_settable(kind, by)):
        read_values(by, kind.own_kind, own_fields(kind.own_kind), {}, {name: value})
        return {"field": name, "value": value}
    if kind.check_value is not None:
        return {"field": name, "value": kind.check_value(by, name, value)}
    if name not in settable(kind, by, for_many=True):
        raise ValidationError(_("Choose a field."))
    _check_value(kind, by, name, value)
    return {"field": name, "value": value}


def _check_value(kind: ListKind, by: Any, name: str, value: str) -> None:  # Any: the person whose fields these are
    field = next(one for one in fields_of(kind.kind, by) if one.key == name)
    if value and field.kind in _CHECKED_KINDS:
        try:
            read_value(field, "eq", value, "")
        except BadFilter as error:
            raise ValidationError(error.text) from error
