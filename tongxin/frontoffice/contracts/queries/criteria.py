"""By what lists of contracts can be filtered and sorted."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, SortField
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.models import Contract


def _people(ids: Collection[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("id", "name"))


def _colleagues() -> dict[str, str]:
    return {str(one.pk): one.name for one in Person.objects.active().by_name()[:500]}


_TEXTS = {
    "number": _("contract number"),
    "their_number": _("customer’s contract number"),
    "title": _("title"),
    "project": _("project"),
}
_DAYS = {"signed_on": _("signed on"), "begins_on": _("begins on"), "ends_on": _("ends on")}


def contract_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """The room's fields, without those hidden from the person."""
    hidden = hidden_fields(person, "contract")
    fields = [
        FilterField(key="state", label=_("state"), path="state", kind="choice", choices=dict(Contract.State.choices), groups=True),
        FilterField(key="kind", label=_("kind"), path="kind", kind="choice", choices=dict(Contract.Kind.choices), groups=True),
        FilterField(key="owner", label=_("owner"), path="owner_id", kind="person", named=_people, options=_colleagues, groups=True),
        FilterField(key="gross", label=_("amount"), path="gross", kind="money", minor_digits=2),
        *(FilterField(key=name, label=label, path=name, kind="date") for name, label in _DAYS.items()),
        *(FilterField(key=name, label=label, path=name, kind="text") for name, label in _TEXTS.items()),
    ]  # fmt: skip
    return [field for field in fields if not field.is_hidden(hidden)]


def contract_orders(person: Any) -> list[SortField]:  # Any: as above
    """By what lists can be sorted."""
    hidden = hidden_fields(person, "contract")
    labels = {**_DAYS, "gross": _("amount"), "number": _("contract number")}
    return [SortField(key=name, label=label, path=name) for name, label in labels.items() if name not in hidden]
