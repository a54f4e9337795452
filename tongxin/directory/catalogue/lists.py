"""The list of products, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tongxin.base.money import Money, format_money
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words
from tongxin.directory.catalogue.actions import change_product
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.policies import can_keep_catalogue
from tongxin.directory.catalogue.queries.prices import list_price_of


def _money(minor: int | None, currency: str) -> str:
    return "—" if minor is None else format_money(Money(minor, currency), get_language() or "en")


def _category(row: Product, now: datetime) -> Cell:
    return Cell(format_html('<span class="tag">{}</span>', row.category.name) if row.category else "—", phone="aside")


def _state(row: Product, now: datetime) -> Cell:
    return Cell(_("on sale") if row.is_on_sale else format_html('<span class="tag">{}</span>', _("withdrawn")), "mut")


def _list_price(row: Product, now: datetime) -> Cell:
    money = list_price_of(row)
    return Cell("—" if money is None else format_money(money, get_language() or "en"), "r num", "sub2")


COLUMNS = (
    Column(key="code", label=gettext_lazy("code"), sort="code", loads=("code",), cell=lambda row, now: Cell(row.code, "num", "sub")),
    Column(key="category", label=gettext_lazy("category"), loads=("category__name",), cell=_category, text=lambda row: row.category.name if row.category else ""),
    Column(key="unit", label=pgettext_lazy("product", "unit"), loads=("unit",), cell=lambda row, now: Cell(row.unit)),
    Column(key="tax_rate", label=gettext_lazy("tax rate"), is_figure=True, loads=("tax_rate",), cell=lambda row, now: Cell(f"{row.tax_rate.normalize():f} %", "r num")),
    Column(key="list_price", label=gettext_lazy("list price"), is_figure=True, loads=("currency",), joins=("prices__price_list",), cell=_list_price, text=lambda row: str(list_price_of(row) or "")),
    Column(key="floor", label=gettext_lazy("floor price"), sort="floor", is_figure=True, loads=("floor", "currency"), cell=lambda row, now: Cell(_money(row.floor, row.currency), "r num"), text=lambda row: str(row.floor_price or "")),
    Column(key="cost", label=gettext_lazy("cost"), sort="cost", is_figure=True, loads=("cost", "currency"), cell=lambda row, now: Cell(_money(row.cost, row.currency), "r num"), text=lambda row: str(row.cost_price or "")),
    Column(key="kind", label=pgettext_lazy("product", "kind"), loads=("kind",), cell=lambda row, now: Cell(row.get_kind_display()), text=lambda row: str(row.get_kind_display())),
    Column(key="english_name", label=gettext_lazy("English name"), loads=("english_name",)),
    Column(key="withdrawn_at", label=gettext_lazy("withdrawn"), loads=("withdrawn_at",), cell=_state, text=lambda row: "" if row.is_on_sale else str(row.withdrawn_at.date())),
)  # fmt: skip


def _head(row: Product, hidden: Collection[str]) -> RowHead:
    return RowHead(row.called, f"/products/{row.pk}/")


def _tabs(look: Look) -> list[Tab]:
    on_sale = {"field": "withdrawn_at", "op": "empty"}
    return [Tab(_("All"), "?"), Tab(_("On sale"), "?open=sale", [on_sale])]


def _shorts(query: Mapping[str, str], person: Any) -> list[dict[str, Any]]:  # Any: the reader; conditions as JSON
    return [{"field": "withdrawn_at", "op": "empty"}] if query.get("open") == "sale" else []


def _change(by: Person, number: int, values: Mapping[str, Any], was: Mapping[str, Any] | None) -> None:  # Any: as typed
    change_product(by=by, product=Product(pk=number), was=was, **values)


PRODUCTS = ListKind(
    kind="product",
    path="products/",
    url_name="products",
    title=gettext_lazy("Products"),
    head_label=gettext_lazy("product"),
    words=Words(
        find=gettext_lazy("Name, pinyin, code"),
        none=gettext_lazy("Products will be here"),
        none_text=gettext_lazy("Add what you sell, or bring in the list you have. Prices come from price lists."),
        nothing_fits=gettext_lazy("No product fits"),
        act_url="/imports/",
        act=gettext_lazy("Import a file"),
        act_icon="up",
    ),
    rows=lambda person: Product.objects.visible_to(person),
    changeable=lambda person: Product.objects.changeable_by(person),
    find=lambda person, words: matching(person, "product", words),
    orders={"name": Preset(gettext_lazy("By name"), ("sort_key", "id")), "new": Preset(gettext_lazy("Newest first"), ("-id",))},
    columns=COLUMNS,
    usual=("code", "category", "unit", "list_price", "floor", "cost", "withdrawn_at"),
    head=_head,
    loads=("name", "variant", "version"),
    shorts=_shorts,
    tabs=_tabs,
    add=lambda person: (_("New product"), reverse("new_product")) if can_keep_catalogue(person) else None,
    editable=("category", "tax_rate", "floor", "cost", "unit", "english_name", "variant"),
    for_many=("category", "tax_rate", "unit"),
    change=_change,
)  # fmt: skip
