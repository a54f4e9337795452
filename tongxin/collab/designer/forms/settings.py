"""Rules of a whole flow, and the fields of its form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tongxin.collab.approvals.queries.descriptions import Json

MOST_FIELDS = 20


def _repeats() -> list[tuple[str, str]]:
    return [
        ("every", _("every time")), ("consecutive", _("not twice in a row")), ("first", _("only the first time")),
    ]  # fmt: skip


def _withdrawals() -> list[tuple[str, str]]:
    return [("until_end", _("until the end")), ("until_first", _("until somebody has decided"))]


class SettingsForm(forms.Form):
    """What holds for the whole flow."""

    name = forms.CharField(label=gettext_lazy("Name of the flow"), max_length=60)
    repeat = forms.ChoiceField(label=gettext_lazy("Who agreed before is asked"), choices=_repeats)
    withdraw = forms.ChoiceField(label=gettext_lazy("Who asks may call it off"), choices=_withdrawals)
    chase = forms.IntegerField(label=gettext_lazy("Minutes between two reminders"), min_value=1, max_value=43200)

    def __init__(self, *args: Any, initial_of: Json, name: str, **kwargs: Any) -> None:  # Any: Django's arguments
        usual = {"repeat": "every", "withdraw": "until_end", "chase": 120}
        kwargs["initial"] = {"name": name, **{key: initial_of.get(key, value) for key, value in usual.items()}}
        super().__init__(*args, **kwargs)

    def values(self) -> Json:
        """Rules of the flow."""
        return {name: self.cleaned_data[name] for name in ("repeat", "withdraw", "chase")}


class FieldForm(forms.Form):
    """One field of the form. `key` stays, so that conditions go on meaning it; an empty label takes the field out."""

    label = forms.CharField(label=gettext_lazy("Field"), max_length=60, required=False)
    type = forms.ChoiceField(label=gettext_lazy("Holds"), choices=lambda: list(field_types().items()))
    required = forms.BooleanField(label=gettext_lazy("must be filled in"), required=False)
    carry = forms.BooleanField(label=gettext_lazy("offered again as last time"), required=False)
    choices = forms.CharField(label=gettext_lazy("Choices, set apart by commas"), max_length=600, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)


def field_types() -> Mapping[str, str]:
    """What a field can hold."""
    return {
        "text": _("a line of text"), "long": _("a longer text"), "number": _("a figure"), "date": pgettext("form field", "a day"),
        "choice": _("one of several choices"), "person": _("a colleague"),
    }  # fmt: skip


def field_forms(graph: Json, data: Any = None) -> list[FieldForm]:  # Any: what was posted
    """One for each field, and one more to add another."""
    known = graph.get("form", [])
    count = max(len(known) + 1, 1) if data is None else MOST_FIELDS
    shown = [{**one, "choices": "、".join(one.get("choices", []))} for one in known]
    forms_made = []
    for at in range(min(count, MOST_FIELDS)):
        if data is not None and f"field{at}-type" not in data:
            break
        forms_made.append(
            FieldForm(data, prefix=f"field{at}", initial=shown[at] if at < len(shown) else {"type": "text"})
        )
    return forms_made


def read_fields(made: list[FieldForm]) -> list[Json]:
    """The fields as the flow keeps them. Raises ValidationError where one does not fit."""
    found: list[Json] = []
    taken = {one.cleaned_data.get("key") for one in made if one.is_valid()}
    for one in made:
        if not one.is_valid():
            raise forms.ValidationError([text for errors in one.errors.values() for text in errors])
        given = one.cleaned_data
        if not given["label"].strip():
            continue
        key = given["key"] if given["key"].isidentifier() and given["key"].isascii() else _fresh(taken)
        taken.add(key)
        field: Json = {"key": key, "label": given["label"].strip(), "type": given["type"]}
        field |= {name: True for name in ("required", "carry") if given[name]}
        if given["type"] == "choice":
            field["choices"] = _split(given["choices"])
        found.append(field)
    return found


def _fresh(taken: set[str | None]) -> str:
    number = 1
    while f"f{number}" in taken:
        number += 1
    return f"f{number}"


def _split(text: str) -> list[str]:
    for sign in "，、;；\n":
        text = text.replace(sign, ",")
    return list(dict.fromkeys(part.strip()[:60] for part in text.split(",") if part.strip()))
