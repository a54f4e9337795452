"""Checks what someone typed. Saving is the actions' work; their errors come back to the same fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.ui.currencies import CurrencyField
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import OwnInputs
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.queries import product_named, usual_currency
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import party_named
from tongxin.frontoffice.quotes.models import SpecialPrice

_PLAIN = {"autocomplete": "off"}


def line(label: Any, *, most: int = 200, required: bool = False, **more: str) -> forms.CharField:  # Any: lazy text
    """One line of text."""
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.TextInput(attrs={**_PLAIN, **more})
    )


def day(label: Any, *, required: bool = False) -> forms.DateField:  # Any: as above
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class _Asking(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_customer(self) -> Party | None:
        """The customer who is meant."""
        return party_named(self._person, self.cleaned_data["customer"])

    def clean_product(self) -> Product | None:
        """The product which is meant."""
        try:
            return product_named(self._person, self.cleaned_data["product"])
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error


class QuoteForm(OwnInputs, _Asking):
    """For whom, and until when. Fields that a role locks are not there."""

    customer = line(_("Customer"), required=True)
    title = line(_("Title"))
    valid_until = day(_("Valid until"))
    project = line(_("Project"), most=120)
    currency = CurrencyField(required=False, initial=usual_currency)
    terms = forms.CharField(label=_("Terms"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    shows_discount = forms.BooleanField(label=_("Show the customer list prices and discounts"), required=False)
    product = forms.CharField(required=False, widget=forms.HiddenInput)
    asks_own = True

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, person=person, **kwargs)
        for name in locked_fields(person, "quote") & set(self.fields):
            del self.fields[name]
        if self.asks_own:
            self.ask_own(person, "quote")


class FactsForm(QuoteForm):
    """The same of one that is there: for whom and in which currency stays, the firm's fields are filled on its page."""

    asks_own = False

    customer = forms.CharField(required=False, widget=forms.HiddenInput)
    currency = CurrencyField(required=False, widget=forms.HiddenInput)
    valid_until = day(_("Valid until"), required=True)
    title = line(_("Title"), required=True)


class LineForm(_Asking):
    """One line: a product, or words with a price."""

    product = line(_("Product"), placeholder=_("Code or name"))  # type: ignore[arg-type]  # lazy text
    text = line(_("Or in words"), most=300)
    quantity = line(_("Quantity"), most=20, required=True, inputmode="decimal")
    unit = line(pgettext_lazy("product", "Unit"), most=20)
    price = line(_("Price"), most=40, inputmode="decimal")
    discount = line(_("Discount"), most=40, placeholder=_("8%, 92折 or ¥200"))  # type: ignore[arg-type]  # lazy text
    is_option = forms.BooleanField(label=_("Option, not in the sum"), required=False)
    customer = forms.CharField(required=False, widget=forms.HiddenInput)


class SpecialPriceForm(_Asking):
    """Six things to type, and some that help."""

    customer = line(_("Customer"), required=True)
    product = line(_("Product"), required=True, list="known-products")
    quantity = line(_("Quantity"), most=20, required=True, inputmode="decimal")
    price = line(_("Price asked for"), most=40, required=True, placeholder=_("4,700 or 92 %"))  # type: ignore[arg-type]  # lazy text
    until_on = day(_("Valid until"), required=True)
    reason = forms.ChoiceField(label=pgettext_lazy("approval", "Reason"), choices=SpecialPrice.Reason.choices)
    why = line(_("In one sentence"), most=300, required=True)
    competitor = line(_("Competitor"), most=120)
    their_price = line(_("Their price"), most=40, inputmode="decimal")
    photo = forms.FileField(label=_("Photo of their offer"), required=False)
    payment = line(pgettext_lazy("special price", "Payment term"), most=120)
    project = line(_("Project"), most=120)
    initiator = forms.ModelChoiceField(
        label=_("For a colleague"),
        queryset=Person.objects.active().by_name(),
        required=False,
        empty_label=_("for myself"),
    )


class LinesForm(SpecialPriceForm):
    """The same for every line of a quote that waits for a decision: customer, products, quantities and prices stand there."""

    customer = forms.CharField(required=False, widget=forms.HiddenInput)
    product = forms.CharField(required=False, widget=forms.HiddenInput)
    quantity = forms.CharField(required=False, widget=forms.HiddenInput)
    price = forms.CharField(required=False, widget=forms.HiddenInput)
    project = forms.CharField(required=False, widget=forms.HiddenInput)


class FiguresForm(_Asking):
    """What of a special price is typed so far."""

    customer = line(_("Customer"), required=True)
    product = line(_("Product"), required=True)
    quantity = line(_("Quantity"), most=20)
    price = line(_("Price asked for"), most=40)
    project = line(_("Project"), most=120)


class AnswerForm(forms.Form):
    """What a customer says on the quote's page."""

    name = line(pgettext_lazy("customer", "Your name"), most=120)
    text = forms.CharField(
        label=_("Your question"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
