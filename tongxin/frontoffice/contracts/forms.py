"""Checks what someone typed. Saving is the actions' work; their errors come back to the same fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.ui.currencies import CurrencyField
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import OwnInputs
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import party_named
from tongxin.frontoffice.contracts.models import Contract

_PLAIN = {"autocomplete": "off"}


def _line(label: Any, *, most: int = 200, required: bool = False) -> forms.CharField:  # Any: lazy text
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.TextInput(attrs=_PLAIN))


def day(label: Any, *, required: bool = False) -> forms.DateField:  # Any: as above
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class FactsForm(OwnInputs):
    """What stands at the head of a contract. `version` is the one that was looked at. Fields that a role locks are not there."""

    title = _line(_("Title"), required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Contract.Kind.choices)
    amount = _line(_("Amount"), most=40)
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=Person.objects.none(), required=False, empty_label=_("myself")
    )
    unit = forms.ModelChoiceField(
        label=_("Signing unit"), queryset=Unit.objects.none(), required=False, empty_label=_("the owner’s")
    )
    begins_on = day(_("Begins on"))
    ends_on = day(_("Ends on"))
    their_number = _line(_("Customer’s contract number"), most=60)
    project = _line(_("Project"), most=120)
    note = forms.CharField(label=_("Note"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, with_amount: bool = True, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self._person = person
        gone = set() if with_amount else {"amount"}
        for name in (gone | locked_fields(person, "contract")) & set(self.fields):
            del self.fields[name]
        for name, rows in (
            ("owner", Person.objects.active().by_name()),
            ("unit", Unit.objects.open().order_by("path")),
        ):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ModelChoiceField), "it is declared as one"
            chosen.queryset = rows


class ContractForm(FactsForm):
    """With whom, and until when."""

    customer = _line(_("Customer"), required=True)
    currency = CurrencyField(required=False, initial=usual_currency)
    field_order = (
        "customer", "title", "kind", "amount", "currency", "owner", "unit", "begins_on", "ends_on", "their_number", "project", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].required = False
        self.ask_own(self._person, "contract")

    def clean_customer(self) -> Party | None:
        """The customer who is meant."""
        return party_named(self._person, self.cleaned_data["customer"])


class ReasonForm(forms.Form):
    """One sentence."""

    reason = _line(_("Why"), required=True)


class TemplateForm(forms.Form):
    """How the firm words contracts of a kind."""

    name = _line(_("Name"), most=120, required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Contract.Kind.choices)
    text = forms.CharField(
        label=pgettext_lazy("contract", "Text"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 24})
    )
    is_in_use = forms.BooleanField(label=_("In use"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
