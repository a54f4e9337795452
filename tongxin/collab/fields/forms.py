"""What administrators type about fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries import subject_kinds
from tongxin.base.registries.roll_ups import roll_ups
from tongxin.base.ui.currencies import CurrencyField
from tongxin.collab.fields.actions import shown_formula
from tongxin.collab.fields.models import CustomField, Dictionary, Type
from tongxin.collab.fields.models.custom_field import CHOOSING, WORKED_OUT
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.fields.values.rules import OPERATORS
from tongxin.collab.org.queries import the_company

# Settings that only some types have.
_ONLY = {
    "decimals": (Type.NUMBER, Type.FORMULA),
    "currency": (Type.MONEY,),
    "pattern": (Type.SERIAL,),
    "formula": (Type.FORMULA,),
    "source": (Type.ROLL_UP,),
}


class FieldForm(forms.Form):
    """One field; which settings it asks for depends on its type."""

    label = forms.CharField(
        label=pgettext_lazy("custom field", "Name"), max_length=40, widget=forms.TextInput(attrs={"autofocus": True})
    )
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One on each line."),
    )
    dictionary = forms.ChoiceField(label=_("Or a list that is there already"), required=False)
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=6, initial=2)
    currency = CurrencyField()
    pattern = forms.CharField(
        label=_("Pattern"),
        initial="KH-{yyyy}-{0001}",
        max_length=60,
        help_text=_(
            "The zeros say how long the number is. With {yyyy} it begins anew each year, with {mm} each month."
        ),
    )
    formula = forms.CharField(
        label=pgettext_lazy("custom field", "Formula"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "class": "code"}),
    )
    source = forms.ChoiceField(label=_("What to roll up"))
    hint = forms.CharField(label=pgettext_lazy("custom field", "Hint"), max_length=200, required=False)
    section = forms.CharField(
        label=pgettext_lazy("custom field", "Section"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-sections"}),
        help_text=_("Fields of one section stand together under its heading."),
    )
    only_for = forms.ChoiceField(label=_("Only for"), required=False)
    on_form = forms.BooleanField(label=_("Ask for it when a record is added"), required=False)
    is_required = forms.BooleanField(label=_("Always needed"), required=False)
    rule_field = forms.ChoiceField(label=pgettext_lazy("rule", "When"), required=False)
    rule_op = forms.ChoiceField(label=_("Comparison"), choices=list(OPERATORS.items()), required=False)
    rule_value = forms.CharField(label=_("Value"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kind: str, type: str, field: CustomField | None = None, **kwargs: Any
    ) -> None:  # Any: Django's signature
        self.field, self.type = field, type
        kwargs["initial"] = {**_initial(field), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        parts = subject_kinds.get(kind).parts
        self.fields["only_for"].choices = [("", _("all")), *parts.items()]  # type: ignore[attr-defined]  # a ChoiceField
        if not parts:
            del self.fields["only_for"]
        for name, types in _ONLY.items():
            if type not in types:
                del self.fields[name]
        if type not in CHOOSING or field is not None:
            del self.fields["choices"], self.fields["dictionary"]
        else:
            lists = [(str(one.pk), one.name) for one in Dictionary.objects.order_by("name")]
            self.fields["dictionary"].choices = [("", "—"), *lists]  # type: ignore[attr-defined]  # a ChoiceField
        if type == Type.ROLL_UP:
            sources = [
                (name, str(roll_ups.get(name).label)) for name in roll_ups.names() if roll_ups.get(name).subject == kind
            ]
            self.fields["source"].choices = sources  # type: ignore[attr-defined]  # as above
        if type == Type.FILE:  # it hangs on a record that is there
            del self.fields["on_form"]
        if type in WORKED_OUT:
            for name in ("on_form", "is_required", "rule_field", "rule_op", "rule_value"):
                del self.fields[name]
        else:
            self.fields["rule_field"].choices = rule_fields(kind, field)  # type: ignore[attr-defined]  # as above

    def values(self) -> dict[str, Any]:  # Any: columns
        """What the action takes."""
        given = self.cleaned_data
        names = {
            "label",
            "hint",
            "section",
            "on_form",
            "is_required",
            "decimals",
            "currency",
            "pattern",
            "formula",
            "source",
            "only_for",
        }
        values = {name: given[name] for name in names & set(given)}
        if "rule_field" in given:
            rule = {part: given[f"rule_{part}"] for part in ("field", "op", "value")}
            values["required_when"] = rule if given["rule_field"] else None
        if "choices" in given:
            values["choices"] = given["choices"].splitlines()
            values["dictionary"] = int(given["dictionary"]) if given["dictionary"] else None
        return values


def _initial(field: CustomField | None) -> dict[str, Any]:  # Any: columns
    if field is None:
        company = the_company()
        return {"currency": company.currency if company else "CNY"}
    rule = field.required_when or {}
    names = (
        "label",
        "hint",
        "section",
        "on_form",
        "is_required",
        "decimals",
        "currency",
        "pattern",
        "source",
        "only_for",
        "version",
    )
    formula = {"formula": shown_formula(field, own_fields(field.kind))} if field.type == Type.FORMULA else {}
    rules = {f"rule_{part}": said for part, said in rule.items()}
    return {**{name: getattr(field, name) for name in names}, **formula, **rules}


def rule_fields(kind: str, field: CustomField | None) -> list[tuple[str, str]]:
    """What a rule can speak of."""
    found = subject_kinds.get(kind)
    facts = [(key, str(found.fields[key])) for key in found.facts]
    own = CustomField.objects.of(kind).live().exclude(pk=field.pk if field else 0).values_list("key", "label")
    return [("", "—"), *facts, *own]
