"""Checks what someone typed. Saving is the actions' work; their errors come back to the same fields."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import format_money
from tongxin.base.ui.currencies import CurrencyField
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import OwnInputs
from tongxin.directory.catalogue.models import Category, Channel, PriceList, Product
from tongxin.directory.catalogue.models.product import SOLD_TO
from tongxin.directory.catalogue.queries import product_named
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import party_named

_PLAIN = {"autocomplete": "off"}


def line(label: Any, *, most: int = 200, required: bool = False) -> forms.CharField:  # Any: lazy text
    """One line of text."""
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.TextInput(attrs=_PLAIN))


def day(label: Any) -> forms.DateField:  # Any: as above
    """A day."""
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ProductForm(OwnInputs):
    """What is known of a product; a code and a name are enough. Fields that a role locks are not there."""

    name = line(_("Name"), required=True)
    code = line(_("Code"), most=60, required=True)
    variant = line(_("Variant"), most=80)
    variant_of = line(_("Variant of (code or name)"))
    english_name = line(_("English name"))
    kind = forms.ChoiceField(label=pgettext_lazy("product", "Kind"), choices=Product.Kind.choices)
    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.order_by("name"), required=False)
    unit = line(pgettext_lazy("product", "Unit"), most=20)
    per = forms.IntegerField(label=_("Priced per"), min_value=1, max_value=1_000_000, initial=1, required=False)
    tax_rate = line(_("Tax rate, per cent"), most=8)
    floor = line(_("Floor price"), most=40)
    cost = line(_("Cost"), most=40)
    sold_to = forms.MultipleChoiceField(
        label=_("Sold only to"), choices=SOLD_TO.items(), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, person: Any, is_new: bool = False, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self._person = person
        for name in locked_fields(person, "product") & set(self.fields):
            del self.fields[name]
        if is_new:
            self.ask_own(person, "product")

    def clean_variant_of(self) -> Product | None:
        """The product which is meant; nothing for none."""
        return product_named(self._person, self.cleaned_data["variant_of"])


def product_initial(one: Product) -> dict[str, Any]:  # Any: form values
    """A product as its form shows it."""
    plain = ("name", "code", "variant", "english_name", "kind", "unit", "per", "sold_to", "note")
    language = get_language() or "en"
    money = {"floor": one.floor_price, "cost": one.cost_price}
    return {
        **{name: getattr(one, name) for name in plain},
        "category": one.category_id,
        "variant_of": one.variant_of.code if one.variant_of else "",
        "tax_rate": f"{one.tax_rate.normalize():f}",
        **{name: format_money(found, language) if found else "" for name, found in money.items()},
    }


def variant_initial(of: Product) -> dict[str, Any]:  # Any: as above
    """A new variant begins with what its product has."""
    return {**product_initial(of), "code": f"{of.code}-", "variant": "", "variant_of": of.code}


class PriceListForm(forms.ModelForm):  # type: ignore[type-arg]  # has no parameters at run time
    """For whom, where, when. The action checks and saves."""

    class Meta:
        model = PriceList
        fields = ("name", "currency", "tier", "region", "channel", "from_on", "until_on", "is_taxed")
        widgets = {  # noqa: RUF012  # Django's own shape
            "from_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "tier": forms.TextInput(attrs={"list": "known-tier", "autocomplete": "off"}),
            "region": forms.TextInput(attrs={"list": "known-region", "autocomplete": "off"}),
        }

    currency = CurrencyField()
    channel = forms.ChoiceField(
        label=_("Channel of sale"), choices=[("", _("for all")), *Channel.choices], required=False
    )


class FindPriceForm(forms.Form):
    """For whom and for how much."""

    customer = line(_("Customer"))
    quantity = line(_("Quantity"), most=20)
    unit = line(pgettext_lazy("product", "Unit"), most=20)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_customer(self) -> Party | None:
        """The customer who is meant."""
        return party_named(self._person, self.cleaned_data["customer"])
