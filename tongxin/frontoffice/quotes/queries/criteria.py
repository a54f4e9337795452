"""By what lists of quotes and of special prices can be filtered and sorted."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.filters import FilterField, SortField
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice


def _people(ids: Collection[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("id", "name"))


def _colleagues() -> dict[str, str]:
    return {str(one.pk): one.name for one in Person.objects.active().by_name()[:500]}


def _person(key: str, label: Any, path: str) -> FilterField:  # Any: lazy text
    return FilterField(key=key, label=label, path=path, kind="person", named=_people, options=_colleagues, groups=True)


def quote_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """The room's fields, without those hidden from the person."""
    hidden = hidden_fields(person, "quote")
    fields = [
        FilterField(key="state", label=_("state"), path="state", kind="choice", choices=dict(Quote.State.choices), groups=True),
        FilterField(key="title", label=_("title"), path="title", kind="text"),
        FilterField(key="number", label=_("quote number"), path="number", kind="text"),
        FilterField(key="customer", label=_("customer"), path="party__name", kind="text"),
        _person("owner", _("owner"), "owner_id"),
        FilterField(key="gross", label=_("amount"), path="gross", kind="money", minor_digits=2),
        FilterField(key="given_away", label=_("given away"), path="given_away", kind="money", minor_digits=2),
        FilterField(key="valid_until", label=_("valid until"), path="valid_until", kind="date"),
        FilterField(key="project", label=_("project"), path="project", kind="text"),
        FilterField(key="sent_at", label=_("sent"), path="sent_at", kind="datetime"),
        FilterField(key="answered_at", label=pgettext_lazy("quote", "answered"), path="answered_at", kind="datetime"),
        FilterField(key="created_at", label=_("made"), path="created_at", kind="datetime"),
    ]  # fmt: skip
    return [field for field in fields if not field.is_hidden(hidden)]


def quote_orders(person: Any) -> list[SortField]:  # Any: as above
    """By what lists of quotes can be sorted."""
    hidden = hidden_fields(person, "quote")
    orders = [
        SortField(key="number", label=_("quote number"), path="number"),
        SortField(key="gross", label=_("amount"), path="gross"),
        SortField(key="given_away", label=_("given away"), path="given_away"),
        SortField(key="valid_until", label=_("valid until"), path="valid_until"),
    ]
    return [order for order in orders if order.key not in hidden]


def special_price_fields(person: Any) -> list[FilterField]:  # Any: as above
    """Of special prices. What they give away is hidden with what quotes do."""
    hidden = hidden_fields(person, "quote")
    states = dict(SpecialPrice.State.choices)
    fields = [
        FilterField(key="state", label=_("state"), path="state", kind="choice", choices=states, groups=True),
        FilterField(key="customer", label=_("customer"), path="party__name", kind="text"),
        FilterField(key="product", label=_("product"), path="product__name", kind="text"),
        _person("asked_by", _("asked by"), "asked_by_id"),
        FilterField(key="minor", label=_("price asked for"), path="minor", kind="money", minor_digits=2),
        FilterField(key="quantity", label=_("quantity"), path="quantity", kind="number"),
        FilterField(key="until_on", label=_("valid until"), path="until_on", kind="date"),
        FilterField(key="asked_at", label=_("asked at"), path="asked_at", kind="datetime"),
        FilterField(key="project", label=_("project"), path="project", kind="text"),
    ]
    return [field for field in fields if not field.is_hidden(hidden)]


def special_price_orders(person: Any) -> list[SortField]:  # Any: as above
    """By what lists of special prices can be sorted."""
    return [
        SortField(key="minor", label=_("price asked for"), path="minor"),
        SortField(key="until_on", label=_("valid until"), path="until_on"),
    ]
