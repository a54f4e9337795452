"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import (
    Criteria,
    DocumentSource,
    Place,
    SubjectKind,
    criteria,
    places,
    search_documents,
    subject_kinds,
)
from tongxin.collab.access.policies import can_administer
from tongxin.collab.views.queries import list_kinds
from tongxin.frontoffice.leads.import_fields import register_target
from tongxin.frontoffice.leads.lists import LEADS
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.leads.policies import can_see_leads
from tongxin.frontoffice.leads.queries.criteria import lead_fields, lead_orders
from tongxin.frontoffice.leads.queries.documents import documents_of, hits_of
from tongxin.frontoffice.leads.reactions import react
from tongxin.frontoffice.leads.sentences import register_sentences
from tongxin.frontoffice.leads.traces import register_traces


def _seen(person: Any, ids: Collection[int]) -> Mapping[int, Lead]:  # Any: also takes Django's anonymous user
    return Lead.objects.visible_to(person).in_bulk(list(ids))


def join() -> None:
    """Subject, search, list, places, sentences, reactions."""
    register_traces()
    subject_kinds.register(
        "lead",
        SubjectKind(
            kind="lead",
            label=_("lead"),
            visible=_seen,
            title=lambda one: one.called,
            url=lambda one: one.get_absolute_url(),
            fields={},
            is_scoped=False,
            hides_with="party",  # a lead carries facts of somebody who may become one
        ),
    )
    search_documents.register(
        "lead",
        DocumentSource(
            kind="lead",
            shelf=17,
            label=_("Leads"),
            icon="flag",
            documents=documents_of,
            visible=lambda person: Lead.objects.visible_to(person),
            hits=hits_of,
            order=22,
            stage_fields={"contact": ("phones",)},
        ),
    )
    criteria.register(
        "leads", Criteria(subject="lead", label=_("lead"), fields=lead_fields, orders=lead_orders, order=12)
    )
    list_kinds.register("lead", LEADS)
    _register_places()
    register_sentences()
    register_target()
    react()


def _register_places() -> None:
    leads = Place(
        title=_("Leads"), icon="flag", url_name="leads", ring="together", order=4, hotkey="g l", words="线索 leads 询盘", allowed=can_see_leads
    )  # fmt: skip
    places.register("leads", leads)
    arranged = Place(
        title=_("Lead rules"), icon="flag", url_name="lead_settings", ring="settings", order=47, in_menu=False,
        words="线索 来源 分配 响应 lead sources assignment", allowed=can_administer,
    )  # fmt: skip
    places.register("lead_settings", arranged)
