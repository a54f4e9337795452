"""The list of leads, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tongxin.base.ui.templatetags.ui import when
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words
from tongxin.collab.views.queries.cells import owner_cell, state_cell
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.leads.policies import can_note_leads


def _owner(row: Lead, now: datetime) -> Cell:
    if row.owner is None:
        return Cell(_("with nobody yet"), "c-seal")
    return owner_cell(row, now)


def _until(row: Lead, now: datetime) -> Cell:
    if row.responded_at is not None or not row.is_open:
        return Cell(when(row.responded_at) if row.responded_at else "—", "mut", "sub2")
    return Cell(when(row.respond_by), "c-seal" if row.respond_by < now else "", "sub2")


COLUMNS = (
    Column(key="state", label=gettext_lazy("state"), loads=("state",), cell=state_cell({}), text=lambda row: str(row.get_state_display())),
    Column(key="source", label=gettext_lazy("source"), loads=("source__name", "source__key"), cell=lambda row, now: Cell(row.source.called if row.source else "—", "mut", "sub"), text=lambda row: row.source.called if row.source else ""),
    Column(key="owner", label=gettext_lazy("owner"), sort="owner", loads=("owner__name",), cell=_owner, text=lambda row: row.owner.name if row.owner else ""),
    Column(key="respond_by", label=gettext_lazy("answer until"), sort="respond_by", loads=("respond_by", "responded_at", "state"), cell=_until),
    Column(key="came_at", label=gettext_lazy("came in"), sort="came_at", loads=("came_at",), cell=lambda row, now: Cell(when(row.came_at), "mut")),
    Column(key="city", label=gettext_lazy("city"), loads=("city",)),
    Column(key="phone", fact="phones", label=gettext_lazy("phone"), loads=("phone",)),
)  # fmt: skip


def _head(row: Lead, hidden: Collection[str]) -> RowHead:
    return RowHead(row.company or row.name, f"/leads/{row.pk}/", "", row.name if row.company else "")


_OPEN = {"field": "state", "op": "in", "value": ["new", "working"]}
_KNOWN: dict[str, list[dict[str, Any]]] = {  # Any: conditions as JSON
    "mine": [_OPEN, {"field": "owner", "op": "mine"}],
    "all": [_OPEN],
    "nobody": [_OPEN, {"field": "owner", "op": "empty"}],
}


def _tabs(look: Look) -> list[Tab]:
    return [
        Tab(_("Mine, open"), "?open=mine", _KNOWN["mine"]),
        Tab(pgettext("leads", "Open"), "?open=all", _KNOWN["all"]),
        Tab(_("To be taken"), "?open=nobody", _KNOWN["nobody"]),
        Tab(_("All I can see"), "?"),
    ]


def _shorts(query: Mapping[str, str], person: Any) -> list[dict[str, Any]]:  # Any: the reader; conditions as JSON
    return _KNOWN.get(query.get("open", ""), [])


LEADS = ListKind(
    kind="lead",
    path="leads/",
    url_name="leads",
    title=gettext_lazy("Leads"),
    head_label=gettext_lazy("lead"),
    words=Words(
        find=gettext_lazy("Name, pinyin, number"),
        none=gettext_lazy("Leads will be here"),
        none_text=gettext_lazy("Note whoever shows interest, or let a web form do it. Each is answered in time."),
        nothing_fits=gettext_lazy("No lead fits"),
        act_url="/leads/new/",
        act=gettext_lazy("New lead"),
        act_icon="plus",
    ),
    rows=lambda person: Lead.objects.visible_to(person),
    changeable=lambda person: Lead.objects.changeable_by(person),
    find=lambda person, words: matching(person, "lead", words),
    orders={
        "new": Preset(gettext_lazy("Newest first"), ("-id",)),
        "promise": Preset(gettext_lazy("Promised first"), ("respond_by", "id")),
    },
    columns=COLUMNS,
    usual=("state", "source", "owner", "respond_by", "came_at"),
    head=_head,
    loads=("name", "company", "version"),
    shorts=_shorts,
    tabs=_tabs,
    scope="opportunity",
    add=lambda person: (_("New lead"), reverse("new_lead")) if can_note_leads(person) else None,
)
