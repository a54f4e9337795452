"""Who works on an opportunity together, and who wants it, too."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import format_money
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor

_PLAIN = {"autocomplete": "off"}


class TeamForm(forms.Form):
    """A colleague, and as what."""

    person = forms.ModelChoiceField(label=_("Colleague"), queryset=Person.objects.none(), empty_label=None)
    part = forms.CharField(
        label=_("As what"), max_length=40, required=False, help_text=_("Such as: technical solution, quote, delivery"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        field: forms.ModelChoiceField[Any] = self.fields["person"]  # type: ignore[assignment]  # declared above
        field.queryset = Person.objects.active().by_name()


def _some(label: Any, *, most: int, rows: int = 2) -> forms.CharField:  # Any: lazy text
    attrs = {**_PLAIN, "rows": rows}
    return forms.CharField(label=label, max_length=most, required=False, widget=forms.Textarea(attrs=attrs))


class CompetitorForm(forms.Form):
    """Who, for how much, how they stand. What a role locks is not there."""

    name = forms.CharField(
        label=_("Competitor"), max_length=120, widget=forms.TextInput(attrs={**_PLAIN, "list": "known-competitors"})
    )
    price = forms.CharField(label=_("Their price"), max_length=40, required=False, widget=forms.TextInput(attrs=_PLAIN))
    standing = forms.ChoiceField(label=_("How they stand"), required=False)
    strengths = _some(_("Strengths"), most=500)
    weaknesses = _some(_("Weaknesses"), most=500)
    note = _some(_("Note"), most=1000)

    def __init__(self, *args: Any, person: Person, opportunity: Opportunity, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        gone = [] if opportunity.state == Opportunity.State.LOST else [OpportunityCompetitor.Standing.WON]
        field: forms.ChoiceField = self.fields["standing"]  # type: ignore[assignment]  # declared above
        field.choices = [(key, label) for key, label in OpportunityCompetitor.Standing.choices if key not in gone]
        if "competitor_price" in locked_fields(person, "opportunity"):
            del self.fields["price"]


def competitor_initial(one: OpportunityCompetitor, language: str) -> dict[str, Any]:  # Any: form values
    """A competitor as the form shows it."""
    known = {name: getattr(one, name) for name in ("name", "standing", "strengths", "weaknesses", "note")}
    return {**known, "price": format_money(one.asks, language) if one.asks else ""}
