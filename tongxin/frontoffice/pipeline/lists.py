"""The list of opportunities, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tongxin.base.ui.templatetags.ui import avatar
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words
from tongxin.collab.views.queries.cells import day_cell, money_cell, owner_cell
from tongxin.frontoffice.pipeline.actions import change_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pipeline.policies import can_open


def _stage(row: Opportunity, now: datetime) -> Cell:
    if row.state != Opportunity.State.OPEN:
        return Cell(format_html('<span class="tag">{}</span>', row.get_state_display()), phone="aside")
    return Cell(format_html('<span class="tag">{}</span>', row.stage.called), phone="aside")


def _amount(row: Opportunity, now: datetime) -> Cell:
    return money_cell(row.worth)


def _day(row: Opportunity, name: str) -> Cell:
    return day_cell(getattr(row, name), phone="sub2" if name == "expected_on" else "")


def _next(row: Opportunity, now: datetime) -> Cell:
    step = row.next_step
    return Cell(step.text if step else _("No next step"), "mut wide" if step or not row.is_open else "c-seal wide")


COLUMNS = (
    Column(key="stage", label=gettext_lazy("stage"), sort="stage", loads=("stage__name", "stage__key", "state"), cell=_stage, text=lambda row: row.stage.called if row.is_open else str(row.get_state_display())),
    Column(key="amount", label=gettext_lazy("amount"), sort="amount", is_figure=True, loads=("amount", "currency"), cell=_amount, adds="amount", currency="currency"),
    Column(key="probability", label=gettext_lazy("probability"), is_figure=True, loads=("probability",), cell=lambda row, now: Cell(f"{row.probability} %", "r num")),
    Column(key="expected_on", label=gettext_lazy("expected close"), sort="expected_on", loads=("expected_on",), cell=lambda row, now: _day(row, "expected_on")),
    Column(key="owner", label=gettext_lazy("owner"), sort="owner", loads=("owner__name",), cell=owner_cell),
    Column(key="next_step", label=gettext_lazy("next step"), loads=("step__text", "step__done_at", "step__cancelled_at", "state", "deleted_at"), cell=_next),
    Column(key="stage_since", label=gettext_lazy("in this stage since"), sort="stage_since", loads=("stage_since",), cell=lambda row, now: _day(row, "stage_since")),
    Column(key="closed_on", label=gettext_lazy("closed on"), sort="closed_on", loads=("closed_on",), cell=lambda row, now: _day(row, "closed_on")),
    Column(key="product", label=gettext_lazy("product"), loads=("product",)),
    Column(key="source", label=gettext_lazy("source"), loads=("source",)),
    Column(key="competitor", label=gettext_lazy("competitor"), loads=("competitor",)),
    Column(key="external_id", label=gettext_lazy("number in the old system"), loads=("external_id",)),
)  # fmt: skip


def _head(row: Opportunity, hidden: Collection[str]) -> RowHead:
    portrait = avatar(row.party, "company") if row.party else ""
    return RowHead(row.name, f"/opportunities/{row.pk}/", portrait, row.party.called if row.party else "")


def _tabs(look: Look) -> list[Tab]:
    is_open = {"field": "state", "op": "eq", "value": "open"}
    mine = {"field": "owner", "op": "mine"}
    return [
        Tab(_("All I can see"), "?"),
        Tab(_("Mine, open"), "?open=mine", [is_open, mine]),
        Tab(pgettext("opportunities", "Open"), "?open=all", [is_open]),
    ]


def _shorts(query: Mapping[str, str], person: Any) -> list[dict[str, Any]]:  # Any: the reader; conditions as JSON
    is_open = {"field": "state", "op": "eq", "value": "open"}
    known = {"mine": [is_open, {"field": "owner", "op": "mine"}], "all": [is_open]}
    return known.get(query.get("open", ""), [])


def _change(by: Person, number: int, values: Mapping[str, Any], was: Mapping[str, Any] | None) -> None:  # Any: as typed
    change_opportunity(by=by, opportunity=Opportunity(pk=number), was=was, **values)


OPPORTUNITIES = ListKind(
    kind="opportunity",
    path="opportunities/",
    url_name="opportunities",
    title=gettext_lazy("Opportunities"),
    head_label=gettext_lazy("opportunity"),
    words=Words(
        find=gettext_lazy("Name, pinyin, number"),
        none=gettext_lazy("Opportunities will be here"),
        none_text=gettext_lazy("Note what customers may buy, or bring in the file you have."),
        nothing_fits=gettext_lazy("No opportunity fits"),
        act_url="/imports/",
        act=gettext_lazy("Import a file"),
        act_icon="up",
    ),
    rows=lambda person: Opportunity.objects.visible_to(person).living(),
    changeable=lambda person: Opportunity.objects.changeable_by(person).living(),
    find=lambda person, words: matching(person, "opportunity", words),
    orders={
        "new": Preset(gettext_lazy("Newest first"), ("-id",)),
        "close": Preset(gettext_lazy("Closing first"), ("expected_order", "id")),
    },
    columns=COLUMNS,
    usual=("stage", "amount", "expected_on", "owner", "next_step"),
    head=_head,
    loads=("name", "party__name", "party__short_name", "version"),
    shorts=_shorts,
    tabs=_tabs,
    add=lambda person: (_("New opportunity"), reverse("new_opportunity")) if can_open(person) else None,
    editable=("source", "product", "competitor", "expected_on", "probability"),
    for_many=("source", "product", "expected_on"),
    change=_change,
)
