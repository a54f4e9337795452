"""Agreed prices, categories and exchange rates as they are typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.base.ui.currencies import CurrencyField
from tongxin.directory.catalogue.forms.products import FindPriceForm, line
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.models.product import SOLD_TO
from tongxin.directory.catalogue.queries.typing import product_named
from tongxin.directory.parties.models import Party

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AgreedForm(FindPriceForm):
    """For whom, what, how much, until when."""

    customer = line(_("Customer"), required=True)
    product = line(_("Product"), required=True)
    price = line(_("Price"), most=40, required=True)
    quantity = line(_("Quantity"), most=20, required=True)
    from_on = forms.DateField(label=_("Valid from"), required=False, widget=_DAY)
    until_on = forms.DateField(label=_("Valid until"), widget=_DAY)
    project = line(_("Project"), most=120)
    unit = None  # type: ignore[assignment]  # how Django takes a field out

    def clean_customer(self) -> Party:
        """As in the form above, but somebody must be named."""
        found = super().clean_customer()
        if found is None:
            raise forms.ValidationError(_("No customer is called that."))
        return found

    def clean_product(self) -> Product:
        """The product which is meant."""
        try:
            found = product_named(self._person, self.cleaned_data["product"])
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        if found is None:
            raise forms.ValidationError(_("No product is called that."))
        return found


class ExtendForm(forms.Form):
    """How much, and until when."""

    quantity = line(_("Quantity"), most=20, required=True)
    until_on = forms.DateField(label=_("Valid until"), widget=_DAY)


class CategoryForm(forms.Form):
    """A family of products."""

    name = line(_("Name"), most=80, required=True)
    note = line(_("Note"), most=300)
    sold_to = forms.MultipleChoiceField(
        label=_("Sold only to"), choices=SOLD_TO.items(), required=False, widget=forms.CheckboxSelectMultiple
    )


class RateForm(forms.Form):
    """From when on, which currency, worth how much; an empty rate takes the day out."""

    currency = CurrencyField()
    rate = line(_("Exchange rate"), most=30)
    from_on = forms.DateField(label=_("Valid from"), widget=_DAY)
