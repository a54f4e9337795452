"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries import (
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
from tongxin.collab.views.queries import list_kinds
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
    for kind, label, seen, scoped in (
        ("order", pgettext_lazy("sale", "order"), _seen, True),
        ("order_amendment", _("amendment"), _amendments, False),
    ):
        subject_kinds.register(
            kind,
            SubjectKind(
                kind=kind, label=label, visible=seen, title=str, url=lambda one: one.get_absolute_url(), fields={}, is_scoped=scoped
            ),
        )  # fmt: skip
    search_documents.register(
        "order",
        DocumentSource(
            kind="order", shelf=18, label=_("Orders"), icon="truck", documents=documents_of,
            visible=lambda person: Order.objects.visible_to(person), hits=hits_of, order=24,
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
