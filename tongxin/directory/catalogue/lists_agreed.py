"""The list of agreed prices, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.money import format_money
from tongxin.base.ui.templatetags.ui import avatar, when
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.directory.catalogue.policies import can_keep_catalogue
from tongxin.directory.catalogue.queries import figure

_COUNTED = ("most", "used", "product__unit")


def _price(row: AgreedPrice, at: datetime) -> Cell:
    return Cell(format_money(row.money, get_language() or "en"), "r num b6", "sub")


def _until(row: AgreedPrice, at: datetime) -> Cell:
    is_over = not row.holds_on(timezone.localdate(at))
    return Cell(_("ended") if row.ended_at else when(row.until_on), "c-seal" if is_over else "mut", "sub2")


COLUMNS = (
    Column(key="product", label=gettext_lazy("product"), loads=("product__name", "product__variant"), cell=lambda row, at: Cell(row.product.called), text=lambda row: row.product.called),
    Column(key="minor", label=gettext_lazy("price"), sort="minor", is_figure=True, loads=("minor", "currency"), cell=_price, text=lambda row: str(row.money)),
    Column(key="quantity", label=gettext_lazy("quantity"), is_figure=True, loads=_COUNTED, cell=lambda row, at: Cell(f"{figure(row.quantity)} {row.product.unit}", "r num"), text=lambda row: figure(row.quantity)),
    Column(key="left", label=pgettext_lazy("agreed price", "left"), is_figure=True, loads=_COUNTED, cell=lambda row, at: Cell(f"{figure(row.left)} {row.product.unit}", "r num"), text=lambda row: figure(row.left)),
    Column(key="until_on", label=gettext_lazy("valid until"), sort="until_on", loads=("from_on", "until_on", "ended_at"), cell=_until, text=lambda row: row.until_on.isoformat()),
    Column(key="project", label=gettext_lazy("project"), loads=("project",)),
)  # fmt: skip


def _head(row: AgreedPrice, hidden: Collection[str]) -> RowHead:
    return RowHead(row.party.called, f"/agreed-prices/{row.pk}/", avatar(row.party, "company"), row.product.called)


def _holding() -> list[dict[str, Any]]:  # Any: conditions
    day = timezone.localdate(now()).isoformat()
    return [{"field": "ended_at", "op": "empty"}, {"field": "until_on", "op": "ge", "value": day}]


def _tabs(look: Look) -> list[Tab]:
    return [Tab(_("All"), "?"), Tab(_("Holding now"), "?open=now", _holding())]


def _shorts(query: Mapping[str, str], person: Any) -> list[dict[str, Any]]:  # Any: the reader; conditions
    return _holding() if query.get("open") == "now" else []


AGREED = ListKind(
    kind="agreed_price",
    path="agreed-prices/",
    url_name="agreed_prices",
    title=gettext_lazy("Agreed prices"),
    head_label=gettext_lazy("customer"),
    words=Words(
        find=gettext_lazy("Customer"),
        none=gettext_lazy("Agreed prices will be here"),
        none_text=gettext_lazy("A special price that was agreed stands here until orders have used it up. Whoever keeps the catalogue can agree one too."),
        nothing_fits=gettext_lazy("No agreed price fits"),
    ),
    rows=lambda person: AgreedPrice.objects.visible_to(person),
    changeable=lambda person: AgreedPrice.objects.none(),
    orders={"new": Preset(gettext_lazy("Newest first"), ("-id",))},
    columns=COLUMNS,
    usual=("product", "minor", "quantity", "left", "until_on", "project"),
    head=_head,
    loads=("party__name", "party__short_name", "product__name", "product__variant", "product__unit"),
    shorts=_shorts,
    tabs=_tabs,
    scope="product",
    add=lambda person: (_("New agreed price"), reverse("new_agreed_price")) if can_keep_catalogue(person) else None,
)  # fmt: skip
