"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import (
    Bearing,
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
from tongxin.collab.fields.queries import SearchedKeys, field_labels, loader, own_criteria
from tongxin.collab.views.queries import list_kinds
from tongxin.frontoffice.contracts.actions.bearing import (
    FACTS,
    changeable_contracts,
    contract_facts,
    held,
    touch_contract,
)
from tongxin.frontoffice.contracts.approving import register_kind
from tongxin.frontoffice.contracts.held import register_held
from tongxin.frontoffice.contracts.import_fields import register_target
from tongxin.frontoffice.contracts.lists import CONTRACTS
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.panels import register_panels
from tongxin.frontoffice.contracts.policies import can_contract, can_see_contracts
from tongxin.frontoffice.contracts.queries.criteria import contract_fields, contract_orders
from tongxin.frontoffice.contracts.queries.documents import documents_of, hits_of
from tongxin.frontoffice.contracts.reactions import react
from tongxin.frontoffice.contracts.sentences import register_sentences
from tongxin.frontoffice.contracts.traces import register_traces

LABELS = {name: Contract._meta.get_field(name).verbose_name for name in FACTS}  # type: ignore[union-attr]  # columns all
_TYPES = {"kind": "choice", "state": "choice", "begins_on": "date", "ends_on": "date", "signed_on": "date"}


def _seen(person: Any, ids: Collection[int]) -> Mapping[int, Contract]:  # Any: also takes Django's anonymous user
    return Contract.objects.visible_to(person).select_related("party").in_bulk(list(ids))


def join() -> None:
    """Subject, search, list, places, panels, sentences, reactions."""
    register_traces()
    _describe_records()
    _register_places()
    listed = Criteria(subject="contract", label=_("contract"), fields=contract_fields, orders=contract_orders, order=15)
    criteria.register("contracts", listed)
    criteria.register("contract.own", own_criteria("contract", loader("contract")))
    list_kinds.register("contract", CONTRACTS)
    register_panels()
    register_kind()
    register_held()
    register_sentences()
    register_target()
    react()


def _describe_records() -> None:
    subject_kinds.register(
        "contract",
        SubjectKind(
            kind="contract", label=_("contract"), visible=_seen, title=str, url=lambda one: one.get_absolute_url(),
            fields=field_labels("contract", {**LABELS, "gross": _("amount")}), always_seen=frozenset(LABELS),
            facts={name: _TYPES.get(name, "text") for name in FACTS},
            bearing=Bearing(
                changeable=changeable_contracts, facts=contract_facts, rows=Contract.objects.all, customer=lambda one: one.party_id,
                touch=touch_contract, held=held,
            ),
        ),
    )  # fmt: skip
    search_documents.register(
        "contract",
        DocumentSource(
            kind="contract", shelf=19, label=_("Contracts"), icon="edit", documents=documents_of,
            visible=lambda person: Contract.objects.visible_to(person), hits=hits_of, order=25, stage_fields={"text": SearchedKeys("contract")},
        ),
    )  # fmt: skip


def _register_places() -> None:
    for key, title, name, ring, order, words, allowed, shown in (
        ("contracts", _("Contracts"), "contracts", "together", 6, "合同 协议 contracts", can_see_contracts, True),
        ("new_contract", _("New contract"), "new_contract", "together", 6, "新合同 签合同 new contract", can_contract, False),
        ("contract_templates", _("Contract templates"), "contract_templates", "settings", 48, "合同范本 合同编号 contract templates", can_administer, False),
    ):  # fmt: skip
        place = Place(
            title=title,
            icon="edit",
            url_name=name,
            ring=ring,
            order=order,
            in_menu=shown,
            words=words,
            allowed=allowed,
        )
        places.register(key, place)
