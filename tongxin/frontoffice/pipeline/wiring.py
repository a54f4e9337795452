"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import (
    Bearing,
    Criteria,
    DocumentSource,
    Panel,
    Place,
    SubjectKind,
    criteria,
    panels,
    places,
    search_documents,
    subject_kinds,
)
from tongxin.collab.access.policies import can_administer
from tongxin.collab.fields.queries import SearchedKeys, field_labels, loader, own_criteria
from tongxin.collab.views.queries import list_kinds
from tongxin.frontoffice.pipeline.actions.bearing import (
    FACTS,
    changeable_opportunities,
    opportunity_facts,
    touch_opportunity,
)
from tongxin.frontoffice.pipeline.approving import register_kind
from tongxin.frontoffice.pipeline.automation import register_automations
from tongxin.frontoffice.pipeline.goals import register_measures
from tongxin.frontoffice.pipeline.held import register_held
from tongxin.frontoffice.pipeline.import_fields import register_target
from tongxin.frontoffice.pipeline.lists import OPPORTUNITIES
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pipeline.panels import customer_panel, is_there, said_panel
from tongxin.frontoffice.pipeline.policies import can_open, can_see_any
from tongxin.frontoffice.pipeline.queries import documents_of, hits_of
from tongxin.frontoffice.pipeline.queries.criteria import opportunity_fields, opportunity_orders
from tongxin.frontoffice.pipeline.reactions import react
from tongxin.frontoffice.pipeline.sentences import register_sentences
from tongxin.frontoffice.pipeline.traces import register_traces

LABELS = {name: Opportunity._meta.get_field(name).verbose_name for name in FACTS}  # type: ignore[union-attr]  # columns all
_TYPES = {"state": "choice", "probability": "number", "expected_on": "date"}
# What roles can hide. Stage, owner and days order boards and lists, and stay in sight.
_HIDEABLE = {
    "amount": _("amount"),
    "product": _("product"),
    "source": _("source"),
    "competitor": _("competitor"),
    "competitor_price": _("their price"),
    "lost_reason": _("why lost"),
    "note": _("note"),
    "external_id": _("number in the old system"),
}


def _seen(person: Any, ids: Collection[int]) -> Mapping[int, Opportunity]:  # Any: also takes Django's anonymous user
    return Opportunity.objects.visible_to(person).living().select_related("party", "stage").in_bulk(list(ids))


def join() -> None:
    """Subject, search, places, panel, sentences, reactions."""
    register_automations()
    register_held()
    register_traces()
    _describe_records()
    _register_places()
    listed = Criteria(
        subject="opportunity", label=_("opportunity"), fields=opportunity_fields, orders=opportunity_orders, order=10
    )
    criteria.register("pipeline", listed)
    criteria.register("opportunity.own", own_criteria("opportunity", loader("opportunity")))
    list_kinds.register("opportunity", OPPORTUNITIES)
    panels.register(
        "party.opportunities",
        Panel(
            subject="party",
            column="side",
            order=12,
            template="pipeline/_customer.html",
            context=customer_panel,
            mark=("has_opportunities", is_there),
        ),
    )
    said = Panel(subject="quick", column="acts", order=10, template="pipeline/_said.html", context=said_panel)
    panels.register("quick.opportunity", said)
    register_sentences()
    register_target()
    register_measures()
    register_kind()
    react()


def _register_places() -> None:
    for key, title, icon, words, where, allowed in (
        ("pipeline", _("Opportunities"), "board", "商机 销售漏斗 看板 deals pipeline", ("together", 5, True), can_see_any),
        ("new_opportunity", _("New opportunity"), "plus", "新商机 new deal opportunity", ("together", 6, False), can_open),
        ("pipeline_won", _("Won deals"), "chart", "赢单 业绩 won report", ("decide", 10, True), can_see_any),
        ("pipeline_settings", _("Pipelines"), "board", "销售流程 阶段 输单原因 stages pipeline settings", ("settings", 46, False), can_administer),
    ):  # fmt: skip
        ring, order, shown = where
        is_first = key == "pipeline"
        place = Place(
            title=title, icon=icon, url_name=key, ring=ring, order=order, in_menu=shown, words=words, allowed=allowed,
            hotkey="g o" if is_first else "", on_phone=is_first,
        )  # fmt: skip
        places.register(key, place)


def _describe_records() -> None:
    subject_kinds.register(
        "opportunity",
        SubjectKind(
            kind="opportunity",
            label=_("opportunity"),
            visible=_seen,
            title=lambda one: one.name,
            url=lambda one: one.get_absolute_url(),
            fields=field_labels("opportunity", {**LABELS, **_HIDEABLE}),
            facts={name: _TYPES.get(name, "text") for name in FACTS},
            always_seen=frozenset(LABELS) - _HIDEABLE.keys(),
            bearing=Bearing(
                changeable=changeable_opportunities,
                facts=opportunity_facts,
                rows=Opportunity.objects.living,
                customer=lambda one: one.party_id,
                touch=touch_opportunity,
            ),
        ),
    )
    search_documents.register(
        "opportunity",
        DocumentSource(
            kind="opportunity",
            shelf=10,
            label=_("Opportunities"),
            icon="board",
            documents=documents_of,
            visible=lambda person: Opportunity.objects.visible_to(person).living(),
            hits=hits_of,
            order=20,
            stage_fields={"contact": ("external_id",), "text": SearchedKeys("opportunity")},
        ),
    )
