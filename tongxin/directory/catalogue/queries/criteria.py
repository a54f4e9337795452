"""By what lists of products can be filtered and sorted."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.filters import FilterField, SortField
from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.catalogue.models import Category, Product


def _categories(ids: Collection[int]) -> dict[int, str]:
    return dict(Category.objects.filter(pk__in=ids).values_list("pk", "name"))


def _all_categories() -> dict[str, str]:
    return {str(pk): name for pk, name in Category.objects.order_by("name").values_list("pk", "name")[:500]}


def product_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """The room's fields, without those hidden from the person."""
    hidden = hidden_fields(person, "product")
    fields = [
        FilterField(key="name", label=_("name"), path="name", kind="text"),
        FilterField(key="code", label=_("code"), path="code", kind="text"),
        FilterField(key="english_name", label=_("English name"), path="english_name", kind="text"),
        FilterField(key="kind", label=pgettext_lazy("product", "kind"), path="kind", kind="choice", choices=dict(Product.Kind.choices), groups=True),
        FilterField(key="category", label=_("category"), path="category_id", kind="relation", named=_categories, options=_all_categories, groups=True),
        FilterField(key="variant", label=_("variant"), path="variant", kind="text"),
        FilterField(key="unit", label=pgettext_lazy("product", "unit"), path="unit", kind="text"),
        FilterField(key="tax_rate", label=_("tax rate"), path="tax_rate", kind="number"),
        FilterField(key="cost", label=_("cost"), path="cost", kind="money", minor_digits=2),
        FilterField(key="floor", label=_("floor price"), path="floor", kind="money", minor_digits=2),
        FilterField(key="withdrawn_at", label=_("withdrawn"), path="withdrawn_at", kind="datetime"),
    ]  # fmt: skip
    return [field for field in fields if not field.is_hidden(hidden)]


def product_orders(person: Any) -> list[SortField]:  # Any: as above
    """By what lists can be sorted."""
    hidden = hidden_fields(person, "product")
    orders = [
        SortField(key="code", label=_("code"), path="code"),
        SortField(key="name", label=_("name"), path="sort_key"),
        SortField(key="cost", label=_("cost"), path="cost"),
        SortField(key="floor", label=_("floor price"), path="floor"),
    ]
    return [order for order in orders if order.key not in hidden]


def agreed_fields(person: Any) -> list[FilterField]:  # Any: as above
    """By what agreed prices can be asked for."""
    return [
        FilterField(key="customer", label=_("customer"), path="party__name", kind="text"),
        FilterField(key="product", label=_("product"), path="product__name", kind="text"),
        FilterField(key="project", label=_("project"), path="project", kind="text"),
        FilterField(key="minor", label=_("price"), path="minor", kind="money", minor_digits=2),
        FilterField(key="from_on", label=_("valid from"), path="from_on", kind="date"),
        FilterField(key="until_on", label=_("valid until"), path="until_on", kind="date"),
        FilterField(key="ended_at", label=_("ended"), path="ended_at", kind="datetime"),
    ]


def agreed_orders(person: Any) -> list[SortField]:  # Any: as above
    """By what they can be sorted."""
    return [
        SortField(key="until_on", label=_("valid until"), path="until_on"),
        SortField(key="minor", label=_("price"), path="minor"),
    ]
