"""Deciding: what a step fills in, and deeds that need more than a tap."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.approvals.forms.values import (
    AREA,
    ColleagueField,
    ColleaguesField,
    FilesField,
    chosen_in,
    made,
    values_in,
)
from tongxin.collab.approvals.queries.filling import ToFill
from tongxin.collab.people.models import Person


class FillForm(forms.Form):
    """What a step's people fill in, or what the initiator puts right: fields with what stands there now."""

    def __init__(self, *args: Any, asked: ToFill, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, **{"auto_id": "fill_%s", **kwargs})
        for one in asked.fields:
            self.fields[f"value_{one['key']}"] = made({**one, "required": one["key"] in asked.must})
            self.initial[f"value_{one['key']}"] = asked.facts.get(one["key"])
        for step in asked.choosing:
            self.fields[f"chosen_{step.key}"] = ColleaguesField(label=step.name, required=False)

    def values(self) -> dict[str, Any]:  # Any: JSON values
        """What was typed and differs from what stood there."""
        return values_in({name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data})

    def chosen(self) -> dict[str, list[int]]:
        """Whom the person chose for later steps."""
        return chosen_in(self.cleaned_data)


class DeedForm(forms.Form):
    """One deed that needs more than a tap."""

    reason = forms.CharField(
        label=pgettext_lazy("approval", "Reason"), required=False, max_length=500, widget=forms.Textarea(attrs=AREA)
    )

    def __init__(
        self, *args: Any, deed: str, steps: list[tuple[str, str]], offered: list[Mapping[str, Any]], **kwargs: Any
    ) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        if deed == "transfer":
            self.fields["people"] = ColleagueField(label=_("To whom"))
        elif deed in ("consult", "add_before", "add_after", "add_beside"):
            self.fields["people"] = ColleaguesField(label=_("Whom"))
        elif deed == "return":
            self.fields["to"] = forms.ChoiceField(
                label=_("Back to"), required=False, choices=[("", _("Who asked for it")), *steps]
            )
            self.fields["straight"] = forms.BooleanField(label=_("Afterwards straight back to me"), required=False)
        elif deed == "counter":
            for one in offered:
                field = self.fields[f"value_{one['key']}"] = made({**one, "required": False})
                field.widget.attrs["placeholder"] = one["now"]
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def people(self) -> list[Person]:
        """Whom somebody named."""
        chosen = self.cleaned_data.get("people")
        return [] if chosen is None else [chosen] if isinstance(chosen, Person) else list(chosen)

    def values(self) -> dict[str, Any]:  # Any: JSON values
        """The values of a counter-offer."""
        return {name: value for name, value in values_in(self.cleaned_data).items() if value != ""}


class RemarkForm(forms.Form):
    """A remark: to all who may read it, or a question to somebody, who may read it from now on."""

    text = forms.CharField(label=_("Say something about it"), max_length=1000, widget=forms.Textarea(attrs=AREA))
    to = ColleagueField(label=_("Whom do you ask?"), required=False, empty_label=_("nobody in particular"))
    uploads = FilesField(label=pgettext_lazy("approval", "Files"), required=False)
