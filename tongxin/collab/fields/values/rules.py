"""When a field is needed: always, or when another fact is so and so."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tongxin.base.lazy import LazyText
from tongxin.base.registries import subject_kinds
from tongxin.collab.fields.models import CustomField

OPERATORS: dict[str, LazyText] = {
    "eq": pgettext_lazy("rule", "is"),
    "ne": pgettext_lazy("rule", "is not"),
    "filled": pgettext_lazy("rule", "is filled"),
    "empty": pgettext_lazy("rule", "is empty"),
}
Values = Mapping[str, Any]  # Any: facts of the record and values of its own fields, by key


def holds(rule: Mapping[str, str], values: Values) -> bool:
    """Whether the rule's condition is met by the record."""
    value = values.get(rule["field"])
    said = {True: "1", False: "0", None: ""}.get(value, value) if isinstance(value, bool | None) else value
    there = [str(one) for one in said] if isinstance(said, list) else [str(said)] if said not in ("", None) else []
    wanted = rule.get("value", "")
    return {
        "eq": wanted in there,
        "ne": wanted not in there,
        "filled": bool(there),
        "empty": not there,
    }[rule["op"]]


def fits(field: CustomField, values: Values) -> bool:
    """Whether such a record has the field at all; one whose sort is not told has every field."""
    kind = subject_kinds.find(field.kind)
    if not field.only_for or kind is None or kind.parted_by not in values:
        return True
    return bool(field.only_for == values[kind.parted_by])


def is_needed(field: CustomField, values: Values) -> bool:
    """Whether the record must have a value in this field."""
    if field.is_worked_out:
        return False
    return field.is_required or bool(field.required_when and holds(field.required_when, values))


def said(field: CustomField, labels: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]) -> str:
    """The rule in words: always needed; needed when tier is A. Empty when there is none."""
    if field.is_required:
        return _("always needed")
    rule = field.required_when
    if not rule:
        return ""
    words = {"field": labels.get(rule["field"], rule["field"]), "op": OPERATORS[rule["op"]]}
    if rule["op"] in ("filled", "empty"):
        return _("needed when %(field)s %(op)s") % words
    value = rule.get("value", "")
    words["value"] = choices.get(rule["field"], {}).get(value, value)
    return _("needed when %(field)s %(op)s “%(value)s”") % words
