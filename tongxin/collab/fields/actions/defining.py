"""Adding fields and changing what they are."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean, fold
from tongxin.base.chinese.pinyin import readings
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import subject_kinds
from tongxin.base.registries.roll_ups import roll_ups
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions.administering import ask_administrator
from tongxin.collab.fields.actions.dictionaries import new_dictionary
from tongxin.collab.fields.actions.formulas import check_formula
from tongxin.collab.fields.actions.numbering import check_pattern
from tongxin.collab.fields.events import FieldChanged, FieldDefined
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.models.custom_field import CHOOSING, PREFIX
from tongxin.collab.fields.queries.open_fields import may_bear, own_fields
from tongxin.collab.fields.values.rules import OPERATORS
from tongxin.collab.people.models import Person

MOST = 200
CHANGEABLE = {
    "label", "hint", "section", "on_form", "is_required", "required_when", "decimals", "currency", "pattern",
    "formula", "source", "only_for",
}  # fmt: skip
Settings = Mapping[str, Any]  # Any: columns as typed


class NoSuchKind(ValidationError):
    """This kind of record carries no fields of the firm."""


class LabelTaken(ValidationError):
    """Another field, or a fact that is always there, goes by this name."""


class TooManyFields(ValidationError):
    """A record with more fields is read by nobody."""


def subject_of(field: CustomField) -> Subject:
    """How the journal names a field."""
    return Subject("field", field.pk)


@transaction.atomic
def define_field(
    *,
    by: Person,
    kind: str,
    label: str,
    type: str,
    choices: Sequence[str] = (),
    dictionary: int | None = None,
    **settings: Any,  # Any: CHANGEABLE columns
) -> CustomField:
    """Add a field to a kind of record. `choices` makes a dictionary of its own, `dictionary` names one that is there.

    Raises NotAdministrator, NoSuchKind, LabelTaken, TooManyFields, or ValidationError by setting.
    """
    ask_administrator(by)
    if not may_bear(kind):
        raise NoSuchKind(_("Records of this kind carry no fields of their own."))
    if type not in Type.values:
        raise ValidationError({"type": _("Choose a type.")})
    if CustomField.objects.of(kind).count() >= MOST:
        raise TooManyFields(_("At most %(n)d fields.") % {"n": MOST})
    field = CustomField(kind=kind, type=type, label=_free_label(kind, label, None), created_at=now())
    field.key = _free_key(kind, field.label)
    field.position = (CustomField.objects.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0) + 1
    if type in CHOOSING:
        field.dictionary = new_dictionary(name=field.label, labels=choices, known=dictionary)
    _set(field, settings)
    field.save(force_insert=True)
    tell(FieldDefined(field=field.label, key=field.key, kind=kind, type=type), by=by, on=subject_of(field))
    return field


@transaction.atomic
def change_field(*, by: Person, field: CustomField, **settings: Any) -> CustomField:  # Any: CHANGEABLE columns
    """Rename a field or change how it works. Its key and type stay for ever. Raises as `define_field`."""
    ask_administrator(by)
    field = CustomField.objects.select_for_update().get(pk=field.pk)
    before = {name: getattr(field, name) for name in sorted(CHANGEABLE)}
    _set(field, settings)
    changed = [name for name, value in before.items() if getattr(field, name) != value]
    if not changed:
        return field
    field.version += 1
    field.save()
    recounts = bool({"formula", "source"} & set(changed))
    told = FieldChanged(field=field.label, key=field.key, kind=field.kind, changed=changed, recounts=recounts)
    tell(told, by=by, on=subject_of(field), before={name: before[name] for name in changed})
    return field


def _set(field: CustomField, settings: Settings) -> None:
    for name, value in settings.items():
        if name in CHANGEABLE:
            setattr(field, name, value)
    field.label = _free_label(field.kind, field.label, field.pk)
    field.hint, field.section = clean(field.hint), clean(field.section)
    if field.only_for and field.only_for not in subject_kinds.get(field.kind).parts:
        raise ValidationError({"only_for": _("Choose for which records.")})
    if field.decimals > 6:
        raise ValidationError({"decimals": _("At most %(n)d decimals.") % {"n": 6}})
    if field.required_when is not None:
        field.required_when = fit_rule(field, field.required_when)
    if field.type == Type.SERIAL:
        field.pattern = check_pattern(field.pattern)
    if field.type == Type.FORMULA:
        checked = check_formula(field.kind, field.formula, own_fields(field.kind), field)
        field.formula, field.uses, field.result = checked.formula, checked.uses, checked.result
    if field.type == Type.ROLL_UP:
        source = roll_ups.find(field.source)
        if source is None or source.subject != field.kind:
            raise ValidationError({"source": _("Choose what to roll up.")})
        field.result = source.gives
    field.clean_fields(exclude=["required_when", "uses", "dictionary"])


def fit_rule(field: CustomField, rule: Mapping[str, Any]) -> dict[str, str] | None:  # Any: as typed
    """The rule as it is stored, None for none. Raises ValidationError."""
    name, op, value = (str(rule.get(part) or "") for part in ("field", "op", "value"))
    if not name:
        return None
    facts = subject_kinds.get(field.kind).facts
    known = {*facts, *CustomField.objects.of(field.kind).live().values_list("key", flat=True)}
    if name not in known or name == field.key:
        raise ValidationError({"required_when": _("The rule speaks of a field that is not there.")})
    if op not in OPERATORS:
        raise ValidationError({"required_when": _("Choose how to compare.")})
    return {"field": name, "op": op, "value": "" if op in ("filled", "empty") else clean(value)[:200]}


def _free_label(kind: str, label: str, own: int | None) -> str:
    label = " ".join(clean(label).split())
    if not label:
        raise ValidationError({"label": _("Give the field a name.")})
    if re.search(r"[\[\]{}\"“”]", label):
        raise ValidationError({"label": _("A name holds no brackets and no quotation marks: formulas need them.")})
    facts = [str(said) for key, said in subject_kinds.get(kind).fields.items() if not key.startswith(PREFIX)]
    others = CustomField.objects.of(kind).live().exclude(pk=own or 0).values_list("label", flat=True)
    if fold(label) in {fold(one) for one in (*facts, *others)}:
        raise LabelTaken({"label": _("There is a field of this name already.")})
    return label


def _free_key(kind: str, label: str) -> str:
    """Pinyin of the label: readable in programs, and the same for ever."""
    said = readings(label)
    word = "_".join(said[0].syllables) if said else fold(label)
    base = PREFIX + (re.sub(r"[^a-z0-9]+", "_", word.lower()).strip("_")[:30].strip("_") or "field")
    taken = set(CustomField.objects.filter(kind=kind, key__startswith=base).values_list("key", flat=True))
    return next(
        key for number in range(1, MOST * 10) if (key := base if number == 1 else f"{base}_{number}") not in taken
    )
