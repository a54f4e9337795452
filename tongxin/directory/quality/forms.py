"""What administrators choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.directory.parties.models import ROLES, Party
from tongxin.directory.quality.facts import ASKED
from tongxin.directory.quality.models import FirmRule
from tongxin.directory.quality.rating import FORMS

PART_CHOICES = [
    ("complete", _("These facts must be there")),
    ("valid", _("These facts must have a right form")),
    ("fresh", _("These facts must have been changed or confirmed lately")),
    ("contacted", _("We must have been in touch lately")),
]
WEIGHTS = [(1, _("a little")), (2, _("normally")), (3, _("much")), (5, _("most of all"))]
# Facts that can grow old by themselves; whether there is a contact at all is no fact to confirm.
AGEING = [key for key, asked in ASKED.items() if asked.edit and key != "reachable"]


class RuleForm(forms.Form):
    """One rule for whole customer information."""

    part = forms.ChoiceField(label=_("What is asked"), choices=PART_CHOICES, widget=forms.RadioSelect)
    facts = forms.MultipleChoiceField(
        label=_("Which facts"), choices=[], required=False, widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        label=_("Within how many days"),
        min_value=1,
        max_value=3650,
        required=False,
        help_text=_("For fresh and in touch."),
    )
    kind = forms.ChoiceField(label=_("Of whom"), choices=[], required=False)
    role = forms.ChoiceField(label=_("In which role"), choices=[], required=False)
    tier = forms.CharField(
        label=_("Of which tier"), max_length=20, required=False, help_text=_("Empty: of every tier.")
    )
    weight = forms.TypedChoiceField(label=_("How much it counts"), choices=WEIGHTS, coerce=int, initial=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {  # Any: lazy words
            "facts": [(key, asked.label) for key, asked in ASKED.items()],
            "kind": [("", pgettext_lazy("quality", "everybody")), *Party.Kind.choices],
            "role": [("", pgettext_lazy("quality", "any role")), *ROLES.items()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # fields with choices

    def clean(self) -> dict[str, Any]:  # Any: field values
        """Each part needs its own: facts of a fitting sort, days."""
        given = super().clean() or {}
        part, facts = given.get("part"), given.get("facts") or []
        if part == "contacted":
            given["facts"] = []
        elif part and not facts:
            self.add_error("facts", _("Choose at least one fact."))
        fitting = {"valid": list(FORMS), "fresh": AGEING}.get(str(part))
        if fitting is not None and (strange := [fact for fact in facts if fact not in fitting]):
            names = ", ".join(str(ASKED[fact].label) for fact in strange)
            self.add_error("facts", _("This can't be asked of: %(facts)s") % {"facts": names})
        if part in ("fresh", "contacted") and not given.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say within how many days."))
        if part in ("complete", "valid"):
            given["days"] = 0
        return given

    def rule(self, place: int) -> FirmRule:
        """The rule as it was chosen, not yet saved."""
        return FirmRule(place=place, **{**self.cleaned_data, "days": self.cleaned_data["days"] or 0})
