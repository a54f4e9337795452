"""By what lists of opportunities can be filtered and sorted."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, Kept, SortField
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, OpportunityCompetitor, Stage


def _people(ids: Collection[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("id", "name"))


def _colleagues() -> dict[str, str]:
    return {str(one.pk): one.name for one in Person.objects.active().by_name()[:500]}


def _units(ids: Collection[int]) -> dict[int, str]:
    return dict(Unit.objects.filter(pk__in=ids).values_list("id", "name"))


def _all_units() -> dict[str, str]:
    return {str(pk): name for pk, name in Unit.objects.order_by("path").values_list("id", "name")[:500]}


def _stages(ids: Collection[int]) -> dict[int, str]:
    return {
        one.pk: f"{one.pipeline.called} · {one.called}"
        for one in Stage.objects.select_related("pipeline")
        if one.pk in ids
    }


def _all_stages() -> dict[str, str]:
    stages = Stage.objects.in_use().select_related("pipeline")
    return {str(one.pk): f"{one.pipeline.called} · {one.called}" for one in stages}


def _reasons(ids: Collection[int]) -> dict[int, str]:
    return {one.pk: one.called for one in LostReason.objects.filter(pk__in=ids)}


def _all_reasons() -> dict[str, str]:
    return {str(one.pk): one.called for one in LostReason.objects.in_use()}


def opportunity_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """The room's fields, without those hidden from the person."""
    hidden = hidden_fields(person, "opportunity")
    states = dict(Opportunity.State.choices)
    fields = [
        FilterField(key="state", label=_("state"), path="state", kind="choice", choices=states, groups=True),
        FilterField(key="stage", label=_("stage"), path="stage_id", kind="relation", named=_stages, options=_all_stages),
        FilterField(key="owner", label=_("owner"), path="owner_id", kind="person", named=_people, options=_colleagues, groups=True),
        FilterField(key="unit", label=_("unit"), path="unit_id", kind="unit", named=_units, options=_all_units, groups=True),
        FilterField(key="amount", label=_("amount"), path="amount", kind="money", minor_digits=2),
        FilterField(key="probability", label=_("probability"), path="probability", kind="number"),
        FilterField(key="expected_on", label=_("expected close"), path="expected_on", kind="date"),
        FilterField(key="closed_on", label=_("closed on"), path="closed_on", kind="date"),
        FilterField(key="stage_since", label=_("in this stage since"), path="stage_since", kind="datetime"),
        FilterField(key="lost_reason", label=_("why lost"), path="lost_reason_id", kind="relation", named=_reasons, options=_all_reasons),
        FilterField(key="competitor", label=_("competitor"), path="name", kind="text", kept=_COMPETITORS),
        FilterField(key="lost_to", label=_("lost to"), path="name", kind="text", kept=_WINNERS, fact="competitor"),
        *(FilterField(key=name, label=label, path=name, kind="text") for name, label in _TEXTS.items()),
    ]  # fmt: skip
    return [field for field in fields if not field.is_hidden(hidden)]


# A deal with several competitors is found by each of them; the list has cut the deals already to what the reader may see.
_COMPETITORS = Kept(rows=OpportunityCompetitor.objects.all, link="opportunity_id")
_WINNERS = Kept(
    rows=lambda: OpportunityCompetitor.objects.filter(standing=OpportunityCompetitor.Standing.WON),
    link="opportunity_id",
)
_TEXTS = {
    "name": _("name"),
    "product": _("product"),
    "source": _("source"),
    "external_id": _("number in the old system"),
}


def opportunity_orders(person: Any) -> list[SortField]:  # Any: as above
    """By what lists can be sorted."""
    hidden = hidden_fields(person, "opportunity")
    orders = [
        SortField(key="expected_on", label=_("expected close"), path="expected_order"),
        SortField(key="amount", label=_("amount"), path="amount"),
        SortField(key="stage", label=_("stage"), path="stage_id"),
        SortField(key="owner", label=_("owner"), path="owner__name"),
        SortField(key="stage_since", label=_("in this stage since"), path="stage_since"),
        SortField(key="closed_on", label=_("closed on"), path="closed_on"),
    ]
    return [order for order in orders if order.key not in hidden]
