"""Fields of the firm in the form by which a record is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tongxin.base.registries import subject_kinds
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.queries.layouts import layout_for
from tongxin.collab.fields.queries.open_fields import open_fields, writable_keys
from tongxin.collab.fields.queries.reading import choices_for
from tongxin.collab.fields.values.rules import is_needed


def form_fields(
    person: Any, kind: str, part: str = "", *, with_files: bool = False
) -> dict[str, forms.Field]:  # Any: also takes Django's anonymous user
    """What is asked for when a record is made: fields that say so, and those that may be needed. The action checks the values.
    With `part` only the fields confined to that sort of record; `with_files` is for forms whose room hangs files on what was made."""
    fields = [one for one in open_fields(person, kind) if part in ("", one.only_for)]
    writable = writable_keys(person, kind, fields)
    layout = layout_for(person, kind) if fields else None
    chosen = set(layout.form) if layout else {one.key for one in fields if one.on_form}
    asked = [one for one in fields if one.key in chosen or one.is_required or one.required_when]
    return {
        one.key: _form_field(person, one)
        for one in asked
        if one.key in writable and (with_files or one.type != Type.FILE)
    }


class OwnInputs(forms.Form):
    """A form that asks for the firm's fields behind its own: call `ask_own` at the end of its constructor."""

    added: Mapping[str, forms.Field] = MappingProxyType({})

    def ask_own(self, person: Any, kind: str) -> None:  # Any: as above
        """Add them, for whoever fills the form in."""
        self.added = form_fields(person, kind)
        self.fields.update(self.added)

    def own(self) -> list[forms.BoundField]:
        """The fields that the firm added."""
        return [self[key] for key in self.added]

    def own_values(self) -> dict[str, Any]:  # Any: as typed
        """What was typed into them."""
        return {key: self.cleaned_data[key] for key in self.added if self.cleaned_data.get(key)}


def _form_field(person: Any, field: CustomField) -> forms.Field:  # Any: as above
    known = subject_kinds.get(field.kind).parts.get(field.only_for)
    hint = " ".join(text for text in (field.hint, _("Only for: %(part)s") % {"part": known} if known else "") if text)
    more: dict[str, Any] = {"label": field.label, "help_text": hint, "required": False}  # Any: Django's arguments
    picks = [(value, name) for value, name, _chosen in choices_for(person, field, "")]
    made: forms.Field
    if field.type == Type.FILE:
        return forms.FileField(**more)
    if field.type == Type.CHOICES:
        made = forms.MultipleChoiceField(choices=picks, widget=forms.CheckboxSelectMultiple, **more)
    elif picks:
        made = forms.ChoiceField(choices=picks, **more)
    elif field.type == Type.LONG:
        made = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **more)
    else:
        attrs = {
            Type.DATE: {"type": "date"},
            Type.NUMBER: {"inputmode": "decimal"},
            Type.MONEY: {"inputmode": "decimal"},
        }
        made = forms.CharField(widget=forms.TextInput(attrs=attrs.get(Type(field.type), {})), **more)
    made.required = field.is_required and not field.only_for and is_needed(field, {})
    return made
