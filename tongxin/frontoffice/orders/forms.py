"""Checks what someone typed. Saving is the actions' work; their errors come back to the same fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.base.ui.currencies import CurrencyField
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import OwnInputs
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import party_named

_PLAIN = {"autocomplete": "off"}


def _line(label: Any, *, most: int = 200, required: bool = False) -> forms.CharField:  # Any: lazy text
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.TextInput(attrs=_PLAIN))


class FactsForm(OwnInputs):
    """What stands at the head of an order. Fields that a role locks are not there."""

    title = _line(_("Title"))
    wanted_on = forms.DateField(
        label=_("Needed by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    their_number = _line(_("Customer’s order number"), most=60)
    ship_to = _line(_("Deliver to"), most=300)
    project = _line(_("Project"), most=120)
    terms = forms.CharField(label=_("Terms"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self._person = person
        for name in locked_fields(person, "order") & set(self.fields):
            del self.fields[name]


class OrderForm(FactsForm):
    """For whom, and until when."""

    customer = _line(_("Customer"), required=True)
    currency = CurrencyField(required=False, initial=usual_currency)
    field_order = ("customer", "title", "wanted_on", "their_number", "ship_to", "project", "currency", "terms")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self.ask_own(self._person, "order")

    def clean_customer(self) -> Party | None:
        """The customer who is meant."""
        return party_named(self._person, self.cleaned_data["customer"])


class ReasonForm(forms.Form):
    """One sentence."""

    reason = _line(_("Why"), required=True)
