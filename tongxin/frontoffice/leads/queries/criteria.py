"""By what lists of leads can be filtered and sorted."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, SortField
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.frontoffice.leads.models import Lead, LeadSource


def _people(ids: Collection[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("id", "name"))


def _colleagues() -> dict[str, str]:
    return {str(one.pk): one.name for one in Person.objects.active().by_name()[:500]}


def _units(ids: Collection[int]) -> dict[int, str]:
    return dict(Unit.objects.filter(pk__in=ids).values_list("id", "name"))


def _all_units() -> dict[str, str]:
    return {str(pk): name for pk, name in Unit.objects.order_by("path").values_list("id", "name")[:500]}


def _sources(ids: Collection[int]) -> dict[int, str]:
    return {one.pk: one.called for one in LeadSource.objects.filter(pk__in=ids)}


def _all_sources() -> dict[str, str]:
    return {str(one.pk): one.called for one in LeadSource.objects.in_use()}


def lead_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """The room's fields."""
    states = dict(Lead.State.choices)
    texts = {"name": _("name"), "company": _("company"), "city": _("city")}
    return [
        FilterField(key="state", label=_("state"), path="state", kind="choice", choices=states, groups=True),
        FilterField(key="source", label=_("source"), path="source_id", kind="relation", named=_sources, options=_all_sources),
        FilterField(key="owner", label=_("owner"), path="owner_id", kind="person", named=_people, options=_colleagues, groups=True),
        FilterField(key="unit", label=_("unit"), path="unit_id", kind="unit", named=_units, options=_all_units, groups=True),
        FilterField(key="came_at", label=_("came in"), path="came_at", kind="datetime"),
        FilterField(key="respond_by", label=_("answer until"), path="respond_by", kind="datetime"),
        *(FilterField(key=name, label=label, path=name, kind="text") for name, label in texts.items()),
    ]  # fmt: skip


def lead_orders(person: Any) -> list[SortField]:  # Any: as above
    """By what lists can be sorted."""
    return [
        SortField(key="respond_by", label=_("answer until"), path="respond_by"),
        SortField(key="came_at", label=_("came in"), path="came_at"),
        SortField(key="owner", label=_("owner"), path="owner__name"),
    ]
