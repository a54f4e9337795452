"""Lists of quotes and of special prices, as the kit of lists (collab/views) shows them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from tongxin.base.money import Money, format_money
from tongxin.base.ui.templatetags.ui import avatar, when
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words
from tongxin.collab.views.queries.cells import day_cell, owner_cell, person_cell, state_cell
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.quotes.actions import set_quote
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.frontoffice.quotes.policies import can_quote

Json = dict[str, Any]  # Any: conditions
_TONES = {"sent": "indigo", "accepted": "jade", "agreed": "jade", "refused": "seal"}


def _money(minor: int | None, currency: str) -> str:
    return "—" if minor is None else format_money(Money(minor, currency), get_language() or "en")


def _until(row: Quote, at: datetime) -> Cell:
    is_late = row.is_over(timezone.localdate(at)) and row.state in (Quote.State.DRAFT, Quote.State.SENT)
    return Cell(when(row.valid_until), "c-seal" if is_late else "mut", "sub2")


COLUMNS = (
    Column(key="number", label=gettext_lazy("quote number"), sort="number", loads=("number", "revision"), cell=lambda row, at: Cell(row.called, "num"), text=lambda row: row.called),
    Column(key="state", label=gettext_lazy("state"), loads=("state",), cell=state_cell(_TONES), text=lambda row: str(row.get_state_display())),
    Column(key="gross", label=gettext_lazy("amount"), sort="gross", is_figure=True, loads=("gross", "currency"), cell=lambda row, at: Cell(_money(row.gross, row.currency), "r num", "sub"), text=lambda row: str(row.total), adds="gross", currency="currency"),
    Column(key="given_away", label=gettext_lazy("given away"), sort="given_away", is_figure=True, loads=("given_away", "currency"), cell=lambda row, at: Cell(_money(row.given_away, row.currency), "r num mut"), text=lambda row: str(row.lost), adds="given_away", currency="currency"),
    Column(key="valid_until", label=gettext_lazy("valid until"), sort="valid_until", loads=("valid_until", "state"), cell=_until, text=lambda row: row.valid_until.isoformat()),
    Column(key="owner", label=gettext_lazy("owner"), loads=("owner__name",), cell=owner_cell, text=lambda row: row.owner.name),
    Column(key="project", label=gettext_lazy("project"), loads=("project",)),
    Column(key="title", label=gettext_lazy("title"), loads=("title",)),
    Column(key="customer", label=gettext_lazy("customer"), loads=("party__name",), cell=lambda row, at: Cell(row.party.name), text=lambda row: row.party.name),
    Column(key="sent_at", label=gettext_lazy("sent"), loads=("sent_at",), cell=lambda row, at: day_cell(row.sent_at)),
    Column(key="answered_at", label=pgettext_lazy("quote", "answered"), loads=("answered_at",), cell=lambda row, at: day_cell(row.answered_at)),
)  # fmt: skip


def _head(row: Quote, hidden: Collection[str]) -> RowHead:
    return RowHead(row.title, f"/quotes/{row.pk}/", avatar(row.party, "company"), row.party.called)


_STANDING = [{"field": "state", "op": "in", "value": ["draft", "sent"]}]
_MINE = {"field": "owner", "op": "mine"}
_KNOWN: dict[str, list[Json]] = {
    "open": _STANDING,
    "mine": [*_STANDING, _MINE],
    "sent": [{"field": "state", "op": "eq", "value": "sent"}],
}


def _tabs(look: Look) -> list[Tab]:
    return [
        Tab(_("All I can see"), "?"),
        Tab(_("Mine, open"), "?open=mine", _KNOWN["mine"]),
        Tab(pgettext("quotes", "With the customer"), "?open=sent", _KNOWN["sent"]),
    ]


def _shorts(query: Mapping[str, str], person: Any) -> list[Json]:  # Any: the reader
    return _KNOWN.get(query.get("open", ""), [])


def _change(by: Person, number: int, values: Mapping[str, Any], was: Mapping[str, Any] | None) -> None:  # Any: as typed
    set_quote(by=by, quote=Quote(pk=number), was=was, **values)


QUOTES = ListKind(
    kind="quote",
    path="quotes/",
    url_name="quotes",
    title=gettext_lazy("Quotes"),
    head_label=gettext_lazy("quote"),
    words=Words(
        find=gettext_lazy("Title, pinyin, number"),
        none=gettext_lazy("Quotes will be here"),
        none_text=gettext_lazy("Offer a customer what they asked for; prices come from price lists and agreements."),
        nothing_fits=gettext_lazy("No quote fits"),
        act_url="/quotes/new/",
        act=gettext_lazy("New quote"),
        act_icon="plus",
    ),
    rows=lambda person: Quote.objects.visible_to(person).exclude(state=Quote.State.REPLACED),
    changeable=lambda person: Quote.objects.changeable_by(person).exclude(state=Quote.State.REPLACED),
    find=lambda person, words: matching(person, "quote", words),
    orders={
        "new": Preset(gettext_lazy("Newest first"), ("-id",)),
        "ends": Preset(gettext_lazy("Ending first"), ("valid_until", "id")),
    },
    columns=COLUMNS,
    usual=("number", "state", "gross", "given_away", "valid_until", "owner"),
    head=_head,
    loads=("title", "party__name", "party__short_name", "lock"),
    shorts=_shorts,
    tabs=_tabs,
    add=lambda person: (_("New quote"), reverse("new_quote")) if can_quote(person) else None,
    lanes="state",
    editable=("state", "title", "valid_until", "project"),
    for_many=("state", "valid_until", "project"),
    change=_change,
)


def _rate(row: SpecialPrice, at: datetime) -> Cell:
    return Cell(f"{row.minor * 100 / row.listed:.1f} %" if row.listed else "—", "r num")


def _left(row: SpecialPrice, at: datetime) -> Cell:
    return Cell(f"{figure(row.agreed.left)} {row.product.unit}" if row.agreed else "—", "r num mut")


SPECIAL_COLUMNS = (
    Column(key="product", label=gettext_lazy("product"), loads=("product__name", "product__variant"), cell=lambda row, at: Cell(row.product.called), text=lambda row: row.product.called),
    Column(key="quantity", label=gettext_lazy("quantity"), is_figure=True, loads=("quantity", "product__unit"), cell=lambda row, at: Cell(f"{figure(row.quantity)} {row.product.unit}", "r num"), text=lambda row: figure(row.quantity)),
    Column(key="minor", label=gettext_lazy("price asked for"), sort="minor", is_figure=True, loads=("minor", "currency"), cell=lambda row, at: Cell(_money(row.minor, row.currency), "r num b6", "sub"), text=lambda row: str(row.price)),
    Column(key="rate", label=gettext_lazy("per cent of the list price"), fact="given_away", is_figure=True, loads=("minor", "listed"), cell=_rate, text=lambda row: f"{row.minor * 100 / row.listed:.2f}" if row.listed else ""),
    Column(key="state", label=gettext_lazy("state"), loads=("state",), cell=state_cell(_TONES), text=lambda row: str(row.get_state_display())),
    Column(key="left", label=pgettext_lazy("agreed price", "left"), is_figure=True, loads=("product__unit",), joins=("agreed",), cell=_left, text=lambda row: figure(row.agreed.left) if row.agreed else ""),
    Column(key="until_on", label=gettext_lazy("valid until"), sort="until_on", loads=("until_on",), cell=lambda row, at: Cell(when(row.until_on), "mut", "sub2"), text=lambda row: row.until_on.isoformat()),
    Column(key="asked_by", label=gettext_lazy("asked by"), loads=("asked_by__name",), cell=lambda row, at: person_cell(row.asked_by), text=lambda row: row.asked_by.name),
    Column(key="asked_at", label=gettext_lazy("asked at"), loads=("asked_at",), cell=lambda row, at: day_cell(row.asked_at)),
    Column(key="project", label=gettext_lazy("project"), loads=("project",)),
)  # fmt: skip


def _special_head(row: SpecialPrice, hidden: Collection[str]) -> RowHead:
    return RowHead(row.party.called, f"/special-prices/{row.pk}/", avatar(row.party, "company"), row.product.called)


SPECIAL_PRICES = ListKind(
    kind="special_price",
    path="special-prices/",
    url_name="special_prices",
    title=gettext_lazy("Special prices"),
    head_label=gettext_lazy("customer"),
    words=Words(
        find=gettext_lazy("Name of the customer, pinyin"),
        none=gettext_lazy("Special prices will be here"),
        none_text=gettext_lazy("Six things to say; who has to decide has it in hand at once."),
        nothing_fits=gettext_lazy("No special price fits"),
        act_url="/special-prices/new/",
        act=gettext_lazy("Ask for a special price"),
        act_icon="stamp",
    ),
    rows=lambda person: SpecialPrice.objects.visible_to(person),
    changeable=lambda person: SpecialPrice.objects.none(),
    orders={"new": Preset(gettext_lazy("Newest first"), ("-id",))},
    columns=SPECIAL_COLUMNS,
    usual=("product", "quantity", "minor", "rate", "state", "left", "until_on", "asked_by"),
    head=_special_head,
    loads=("party__name", "party__short_name", "product__name", "product__variant", "product__unit"),
    scope="quote",
    tabs=lambda look: [
        Tab(_("All I can see"), "?"),
        Tab(_("What became of them"), reverse("special_price_report"), sort="elsewhere"),
    ],
    add=lambda person: (_("Ask for a special price"), reverse("new_special_price")) if can_quote(person) else None,
)
