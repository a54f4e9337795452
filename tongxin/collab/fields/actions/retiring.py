"""Taking fields out of use, back, and erasing them; putting them into order."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import Event, tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions.administering import ask_administrator
from tongxin.collab.fields.actions.defining import LabelTaken, subject_of
from tongxin.collab.fields.events import FieldPurged, FieldRestored, FieldRetired, FieldsReordered
from tongxin.collab.fields.models import CustomField, FieldValue, Series
from tongxin.collab.people.models import Person


class StillInUse(ValidationError):
    """Only a retired field is erased."""


def _locked(by: Person, field: CustomField) -> CustomField:
    ask_administrator(by)
    return CustomField.objects.select_for_update().get(pk=field.pk, purged_at=None)


def _tell(by: Person, field: CustomField, event: type[FieldRetired] | type[FieldRestored] | type[FieldPurged]) -> None:
    told: Event = event(field=field.label, key=field.key, kind=field.kind)
    tell(told, by=by, on=subject_of(field))


@transaction.atomic
def retire_field(*, by: Person, field: CustomField) -> CustomField:
    """Take a field out of use: it is absent everywhere, and all its values are kept. Formulas over it give nothing until
    it is back. Raises NotAdministrator."""
    field = _locked(by, field)
    if field.retired_at is None:
        field.retired_at = now()
        field.version += 1
        field.save()
        _tell(by, field, FieldRetired)
    return field


@transaction.atomic
def restore_field(*, by: Person, field: CustomField) -> CustomField:
    """Take a retired field back into use, with its values. Raises LabelTaken when another one has its name by now."""
    field = _locked(by, field)
    if field.retired_at is None:
        return field
    if CustomField.objects.of(field.kind).live().filter(label=field.label).exists():
        raise LabelTaken({"label": _("There is a field of this name already.")})
    field.retired_at = None
    field.version += 1
    field.save()
    _tell(by, field, FieldRestored)
    return field


@transaction.atomic
def purge_field(*, by: Person, field: CustomField) -> None:
    """Erase a retired field with all its values, for good; the journal keeps what was told. Whose records hold values hears the
    event and takes them out. Raises StillInUse."""
    field = _locked(by, field)
    if field.retired_at is None:
        raise StillInUse(_("Retire the field first. Its values are kept until then."))
    FieldValue.objects.filter(field=field).delete()
    Series.objects.filter(field=field).delete()
    field.purged_at = now()
    field.save()
    _tell(by, field, FieldPurged)


@transaction.atomic
def reorder_fields(*, by: Person, kind: str, keys: Sequence[str]) -> None:
    """Put the fields of a kind into this order; those that are not named follow as they stood."""
    ask_administrator(by)
    fields = list(CustomField.objects.select_for_update().of(kind))
    wanted = {key: place for place, key in enumerate(keys)}
    ordered = sorted(fields, key=lambda one: wanted.get(one.key, len(wanted)))
    if ordered == fields:
        return
    for place, one in enumerate(ordered):
        one.position = place
    CustomField.objects.bulk_update(ordered, ["position"])
    told = FieldsReordered(kind=kind, keys=[one.key for one in ordered])
    tell(told, by=by, on=Subject("field", ordered[0].pk))
