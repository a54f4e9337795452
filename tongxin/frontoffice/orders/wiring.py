"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
from tongxin.frontoffice.orders.actions.bearing import FACTS, changeable_orders, order_facts, touch_order
from tongxin.frontoffice.orders.approving import register_kind
from tongxin.frontoffice.orders.held import register_held
from tongxin.frontoffice.orders.import_fields import register_target
from tongxin.frontoffice.orders.lists import ORDERS
from tongxin.frontoffice.orders.models import Amendment, Order
from tongxin.frontoffice.orders.panels import customer_panel, is_there
from tongxin.frontoffice.orders.policies import can_order, can_see_orders
from tongxin.frontoffice.orders.queries import order_checks
from tongxin.frontoffice.orders.queries.checking import completeness, credit
from tongxin.frontoffice.orders.queries.criteria import order_fields, order_orders
from tongxin.frontoffice.orders.queries.documents import documents_of, hits_of
from tongxin.frontoffice.orders.reactions import react
from tongxin.frontoffice.orders.sentences import register_sentences
from tongxin.frontoffice.orders.traces import register_traces

LABELS = {name: Order._meta.get_field(name).verbose_name for name in FACTS}  # type: ignore[union-attr]  # columns all
_TYPES = {"state": "choice", "ordered_on": "date", "wanted_on": "date"}


def _seen(person: Any, ids: Collection[int]) -> Mapping[int, Order]:  # Any: also takes Django's anonymous user
    return Order.objects.visible_to(person).select_related("party").in_bulk(list(ids))


def _amendments(person: Any, ids: Collection[int]) -> Mapping[int, Amendment]:  # Any: as above
    seen = Order.objects.visible_to(person).values("pk")
    return Amendment.objects.filter(order__in=seen).select_related("order").in_bulk(list(ids))


def join() -> None:
    """Subjects, search, list, places, panel, checks, import, sentences, reactions."""
    register_traces()
    _describe_records()
    _register_places()
    listed = Criteria(
        subject="order", label=pgettext_lazy("sale", "order"), fields=order_fields, orders=order_orders, order=14
    )
    criteria.register("orders", listed)
    criteria.register("order.own", own_criteria("order", loader("order")))
    list_kinds.register("order", ORDERS)
    mark = ("has_orders", is_there)
    panel = Panel(
        subject="party",
        column="side",
        order=14,
        template="orders/_customer.html",
        context=customer_panel,
        beside=("credit_limit",),
        mark=mark,
    )
    panels.register("party.orders", panel)
    order_checks.register("complete", completeness)
    order_checks.register("credit", credit)
    register_kind()
    register_target()
    register_held()
    register_sentences()
    react()


def _describe_records() -> None:
    subject_kinds.register(
        "order",
        SubjectKind(
            kind="order", label=pgettext_lazy("sale", "order"), visible=_seen, title=str, url=lambda one: one.get_absolute_url(),
            fields=field_labels("order", LABELS), always_seen=frozenset(LABELS), facts={name: _TYPES.get(name, "text") for name in FACTS},
            bearing=Bearing(
                changeable=changeable_orders, facts=order_facts, rows=Order.objects.all, customer=lambda one: one.party_id,
                touch=touch_order,
            ),
        ),
    )  # fmt: skip
    subject_kinds.register(
        "order_amendment",
        SubjectKind(
            kind="order_amendment", label=_("amendment"), visible=_amendments, title=str, url=lambda one: one.get_absolute_url(),
            fields={}, is_scoped=False,
        ),
    )  # fmt: skip
    search_documents.register(
        "order",
        DocumentSource(
            kind="order", shelf=18, label=_("Orders"), icon="truck", documents=documents_of,
            visible=lambda person: Order.objects.visible_to(person), hits=hits_of, order=24, stage_fields={"text": SearchedKeys("order")},
        ),
    )  # fmt: skip


def _register_places() -> None:
    for key, title, name, ring, order, words, allowed, shown in (
        ("orders", _("Orders"), "orders", "together", 7, "订单 订货 orders", can_see_orders, True),
        ("new_order", _("New order"), "new_order", "together", 7, "新订单 下单 new order", can_order, False),
        ("order_settings", _("Order numbers"), "order_settings", "settings", 47, "订单编号 order numbers", can_administer, False),
    ):  # fmt: skip
        places.register(
            key,
            Place(
                title=title,
                icon="truck",
                url_name=name,
                ring=ring,
                order=order,
                in_menu=shown,
                words=words,
                allowed=allowed,
            ),
        )
