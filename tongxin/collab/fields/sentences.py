"""How changes of fields read in the audit trail."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _dictionary(told: Told, record: Any) -> str:  # Any: the record, or None
    joined = pgettext("list of values", ", ").join
    for part, text in (
        ("added", _("added to the list %(dictionary)s: %(what)s")),
        ("renamed", _("renamed in the list %(dictionary)s: %(what)s")),
        ("retired", _("retired in the list %(dictionary)s: %(what)s")),
        ("merged", _("merged in the list %(dictionary)s: %(what)s")),
    ):
        if told.get(part):
            return text % {"dictionary": told["dictionary"], "what": joined(told[part])}
    return _("changed the order of the list %(dictionary)s") % told


def _filled(told: Told, record: Any) -> str:  # Any: as above
    """What was filled in; one field with what it says."""
    after = told.get("after", {})
    labels = pgettext("list of values", ", ").join(after[key]["label"] for key in told["fields"] if key in after)
    said = [one["said"] for one in after.values()]
    if len(told["fields"]) == len(said) == 1 and said[0]:
        return _("noted %(field)s: %(value)s") % {"field": labels, "value": str(said[0])[:80]}
    return _("changed %(fields)s") % {"fields": labels} if labels else ""


_TEXTS: dict[str, Callable[[Told, Any], str]] = {  # Any: as above
    "field.defined": lambda told, record: _("added the field %(field)s") % told,
    "field.changed": lambda told, record: _("changed the field %(field)s") % told,
    "field.retired": lambda told, record: _("retired the field %(field)s") % told,
    "field.restored": lambda told, record: _("took the field %(field)s back into use") % told,
    "field.purged": lambda told, record: _("erased the field %(field)s with all its values") % told,
    "fields.reordered": lambda told, record: _("changed the order of fields"),
    "dictionary.changed": _dictionary,
    "record.filled": _filled,
    "layout.saved": lambda told, record: (
        _("changed the layout for %(role)s") % told if told.get("role") else _("changed the layout for everybody")
    ),
}


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text in _TEXTS.items():
        sentences.register(name, Sentence(text=text, icon="edit", group="change"))
