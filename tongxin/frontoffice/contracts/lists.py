"""The list of contracts, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.ui.templatetags.ui import avatar
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words
from tongxin.collab.views.queries.cells import day_cell, money_cell, owner_cell, state_cell
from tongxin.frontoffice.contracts.deeds import DEEDS, change
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_contract

SOON_DAYS = 90
TONES = {"asked": "ochre", "approved": "indigo", "sealed": "indigo", "in_force": "jade"}


def _ends(row: Contract, now: datetime) -> Cell:
    left = row.days_left(timezone.localdate(now))
    return day_cell(row.ends_on, "c-seal" if left is not None and left <= SOON_DAYS else "mut", "sub2")


def _day(name: str) -> Any:  # Any: a cell's function
    return lambda row, now: day_cell(getattr(row, name))


COLUMNS = (
    Column(key="state", label=gettext_lazy("state"), loads=("state",), cell=state_cell(TONES), text=lambda row: str(row.get_state_display())),
    Column(key="kind", label=gettext_lazy("kind"), loads=("kind",), cell=lambda row, now: Cell(str(row.get_kind_display()), "mut"), text=lambda row: str(row.get_kind_display())),
    Column(key="gross", label=gettext_lazy("amount"), sort="gross", is_figure=True, loads=("gross", "currency"), cell=lambda row, now: money_cell(row.total), text=lambda row: str(row.total.amount), adds="gross", currency="currency"),
    Column(key="begins_on", label=gettext_lazy("begins on"), sort="begins_on", loads=("begins_on",), cell=_day("begins_on")),
    Column(key="ends_on", label=gettext_lazy("ends on"), sort="ends_on", loads=("ends_on", "state"), cell=_ends),
    Column(key="signed_on", label=gettext_lazy("signed on"), sort="signed_on", loads=("signed_on",), cell=_day("signed_on")),
    Column(key="owner", label=gettext_lazy("owner"), loads=("owner__name",), cell=owner_cell, text=lambda row: row.owner.name),
    Column(key="their_number", label=gettext_lazy("customer’s contract number"), loads=("their_number",)),
    Column(key="project", label=gettext_lazy("project"), loads=("project",)),
)  # fmt: skip


def _head(row: Contract, hidden: Collection[str]) -> RowHead:
    return RowHead(row.called, f"/contracts/{row.pk}/", avatar(row.party, "company"), row.party.called)


_HOLDING = {"field": "state", "op": "in", "value": ["sealed", "in_force"]}
_BEFORE = {"field": "state", "op": "in", "value": ["draft", "asked", "approved"]}


_KNOWN: dict[str, list[dict[str, Any]]] = {  # Any: conditions as JSON
    "holding": [_HOLDING],
    "ending": [_HOLDING, {"field": "ends_on", "op": "next_n_days", "value": SOON_DAYS}],
    "coming": [_BEFORE],
    "mine": [_HOLDING, {"field": "owner", "op": "mine"}],
}


def _tabs(look: Look) -> list[Tab]:
    return [
        Tab(_("All I can see"), "?"),
        Tab(_("In force"), "?open=holding", _KNOWN["holding"]),
        Tab(_("Ending soon"), "?open=ending", _KNOWN["ending"]),
        Tab(_("Before the seal"), "?open=coming", _KNOWN["coming"]),
        Tab(_("Mine, in force"), "?open=mine", _KNOWN["mine"]),
    ]


def _shorts(query: Mapping[str, str], person: Any) -> list[dict[str, Any]]:  # Any: the reader; conditions as JSON
    return _KNOWN.get(query.get("open", ""), [])


CONTRACTS = ListKind(
    kind="contract",
    path="contracts/",
    url_name="contracts",
    title=gettext_lazy("Contracts"),
    head_label=gettext_lazy("contract"),
    words=Words(
        find=gettext_lazy("Number, title"),
        none=gettext_lazy("Contracts will be here"),
        none_text=gettext_lazy("Make one from an accepted quote, an order or a deal, or begin one here."),
        nothing_fits=gettext_lazy("No contract fits"),
        act_url="/contracts/new/",
        act=gettext_lazy("New contract"),
        act_icon="plus",
    ),
    rows=lambda person: Contract.objects.visible_to(person),
    changeable=lambda person: Contract.objects.changeable_by(person),
    find=lambda person, words: matching(person, "contract", words),
    orders={
        "new": Preset(gettext_lazy("Newest first"), ("-id",)),
        "ends": Preset(gettext_lazy("Ending first"), ("ends_on", "id")),
        "number": Preset(gettext_lazy("By number"), ("number", "id")),
    },
    columns=COLUMNS,
    usual=("state", "kind", "gross", "begins_on", "ends_on", "owner"),
    head=_head,
    loads=("number", "title", "party__name", "party__short_name", "version"),
    shorts=_shorts,
    tabs=_tabs,
    editable=("title", "their_number", "project", "begins_on", "ends_on"),
    for_many=("project", "begins_on", "ends_on"),
    change=change,
    deeds=DEEDS,
    add=lambda person: (_("New contract"), reverse("new_contract")) if can_contract(person) else None,
)
