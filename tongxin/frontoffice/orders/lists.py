"""The list of orders, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tongxin.base.ui.templatetags.ui import avatar
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words
from tongxin.collab.views.queries.cells import day_cell, money_cell, owner_cell, state_cell
from tongxin.frontoffice.orders.actions import change_order
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.orders.policies import can_order

_TONES = {"confirmed": "indigo", "partly": "ochre", "delivered": "jade"}


def _wanted(row: Order, now: datetime) -> Cell:
    return day_cell(row.wanted_on, "c-seal" if row.is_late(timezone.localdate(now)) else "mut", "sub2")


COLUMNS = (
    Column(key="state", label=gettext_lazy("state"), loads=("state",), cell=state_cell(_TONES), text=lambda row: str(row.get_state_display())),
    Column(key="gross", label=gettext_lazy("amount"), sort="gross", is_figure=True, loads=("gross", "currency"), cell=lambda row, now: money_cell(row.total), adds="gross", currency="currency"),
    Column(key="ordered_on", label=gettext_lazy("ordered on"), sort="ordered_on", loads=("ordered_on",), cell=lambda row, now: day_cell(row.ordered_on)),
    Column(key="wanted_on", label=gettext_lazy("wanted on"), sort="wanted_on", loads=("wanted_on", "state"), cell=_wanted),
    Column(key="owner", label=gettext_lazy("owner"), loads=("owner__name",), cell=owner_cell, text=lambda row: row.owner.name),
    Column(key="their_number", label=gettext_lazy("customer’s order number"), loads=("their_number",)),
    Column(key="project", label=gettext_lazy("project"), loads=("project",)),
)  # fmt: skip


def _head(row: Order, hidden: Collection[str]) -> RowHead:
    return RowHead(row.called, f"/orders/{row.pk}/", avatar(row.party, "company"), row.party.called)


_OPEN = {"field": "state", "op": "in", "value": ["confirmed", "partly"]}
_KNOWN: dict[str, list[dict[str, Any]]] = {  # Any: conditions as JSON
    "open": [_OPEN],
    "mine": [_OPEN, {"field": "owner", "op": "mine"}],
    "drafts": [{"field": "state", "op": "eq", "value": "draft"}],
}


def _tabs(look: Look) -> list[Tab]:
    return [
        Tab(_("All I can see"), "?"),
        Tab(_("To be delivered"), "?open=open", _KNOWN["open"]),
        Tab(_("Mine, to be delivered"), "?open=mine", _KNOWN["mine"]),
        Tab(_("Drafts"), "?open=drafts", _KNOWN["drafts"]),
    ]


def _shorts(query: Mapping[str, str], person: Any) -> list[dict[str, Any]]:  # Any: the reader; conditions as JSON
    return _KNOWN.get(query.get("open", ""), [])


def _change(by: Person, number: int, values: Mapping[str, Any], was: Mapping[str, Any] | None) -> None:  # Any: as typed
    change_order(by=by, order=Order(pk=number), was=was, **values)


ORDERS = ListKind(
    kind="order",
    path="orders/",
    url_name="orders",
    title=gettext_lazy("Orders"),
    head_label=pgettext_lazy("sale", "order"),
    words=Words(
        find=gettext_lazy("Number, title"),
        none=gettext_lazy("Orders will be here"),
        none_text=gettext_lazy("Make one from an accepted quote, repeat the last one, or bring in the file you have."),
        nothing_fits=gettext_lazy("No order fits"),
        act_url="/imports/",
        act=gettext_lazy("Import a file"),
        act_icon="up",
    ),
    rows=lambda person: Order.objects.visible_to(person),
    changeable=lambda person: Order.objects.changeable_by(person),
    find=lambda person, words: matching(person, "order", words),
    orders={
        "new": Preset(gettext_lazy("Newest first"), ("-ordered_on", "-id")),
        "number": Preset(gettext_lazy("By number"), ("number", "id")),
    },
    columns=COLUMNS,
    usual=("state", "gross", "ordered_on", "wanted_on", "owner"),
    head=_head,
    loads=("number", "title", "party__name", "party__short_name", "version"),
    shorts=_shorts,
    tabs=_tabs,
    change=_change,
    add=lambda person: (_("New order"), reverse("new_order")) if can_order(person) else None,
)
