"""Bringing products and their prices in from a file: a row is a product, a price of one on a list, or both."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from tongxin.base.registries import Choices, Outcome, RowRefused, Undone, Verdict
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.actions import begin_rows, drop_values, parted, read_rows
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.directory.catalogue.actions.bearing import product_facts
from tongxin.directory.catalogue.actions.belonging import save_category
from tongxin.directory.catalogue.actions.checks import amount_of, check_keeper, percent_of
from tongxin.directory.catalogue.actions.price_lists import save_price_list, set_price
from tongxin.directory.catalogue.actions.products import add_product, withdraw_product
from tongxin.directory.catalogue.events import ProductAdded
from tongxin.directory.catalogue.models import Category, PriceList, Product
from tongxin.directory.catalogue.queries.prices import read_quantity, usual_currency

SIZE = 500
_TEXTS = (
    "product_code",
    "product_name",
    "product_family",
    "product_unit",
    "product_list",
    "product_note",
    "product_english",
)


@dataclass
class ProductDraft:
    """A row as text; `facts` are columns of the product."""

    row: int
    code: str
    name: str
    family: str
    list_name: str
    price: str
    least: str
    is_withdrawn: bool
    facts: dict[str, str] = field(default_factory=dict)
    custom: dict[str, Any] = field(default_factory=dict)  # Any: as read from cells, by key of the firm's field


def draft(values: Mapping[str, Any], row: int) -> ProductDraft:  # Any: values by field key
    """A row as it was read. Raises RowRefused for a figure that is none, and for a row that names nothing."""
    told = {key: str(values.get(key) or "").strip() for key in (*_TEXTS, "product_price", "product_cost", "product_floor", "product_tax", "product_least")}  # fmt: skip
    code, name = told["product_code"], told["product_name"]
    if not code and not name:
        raise RowRefused("product_name", _("This row names no product."))
    _check("product_tax", told["product_tax"], percent_of)
    _check("product_least", told["product_least"].removesuffix(".0").lstrip("0"), read_quantity)
    for key in ("product_price", "product_cost", "product_floor"):
        _check(key, told[key], lambda text: amount_of(text, usual_currency()))
    facts = {
        "unit": told["product_unit"][:20], "tax_rate": told["product_tax"], "cost": told["product_cost"], "floor": told["product_floor"],
        "note": told["product_note"], "english_name": told["product_english"][:200],
    }  # fmt: skip
    return ProductDraft(
        row=row, code=(code or name)[:60], name=(name or code)[:200], family=told["product_family"][:80],
        list_name=told["product_list"][:80], price=told["product_price"], least=told["product_least"] or "0",
        is_withdrawn=values.get("product_withdrawn") == "yes", facts={key: text for key, text in facts.items() if text},
        custom=parted(values)[1],
    )  # fmt: skip


def _check(key: str, text: str, reading: Any) -> None:  # Any: what reads the text, or raises
    if not text:
        return
    try:
        reading(text)
    except ValidationError as error:
        raise RowRefused(key, " ".join(error.messages)) from error


def prepare(one: ProductDraft) -> None:
    """Nothing is worked out without the database."""


def check(person: Any, drafts: Sequence[ProductDraft], seen: set[int]) -> list[Verdict]:  # Any: person of the doors
    """What would become of them: known by their code."""
    _read, wrong = read_rows(by=person, kind="product", typed={one.row: one.custom for one in drafts})
    known = dict(Product.objects.filter(code__in={one.code for one in drafts}).values_list("code", "pk"))
    verdicts = []
    for one in drafts:
        mark = hash(one.code)
        is_again = mark in seen
        seen.add(mark)
        if one.row in wrong:
            verdicts.append(Verdict("refused", wrong[one.row][1]))
        elif one.code in known:
            verdicts.append(
                Verdict("update" if one.price else "same", _("the code is the same"), known[one.code], one.name)
            )
        elif is_again and not one.price:
            verdicts.append(Verdict("twice", _("the code stands in the file twice")))
        else:
            verdicts.append(Verdict("new"))
    return verdicts


@transaction.atomic
def write(person: Person, drafts: Sequence[ProductDraft], batch: str, choices: Choices) -> list[Outcome]:
    """Add what is new, and set the prices. Raises MayNotKeepCatalogue."""
    check_keeper(person)
    locked = locked_fields(person, "product")
    read, wrong = read_rows(by=person, kind="product", typed={one.row: one.custom for one in drafts})
    outcomes = [_written(person, one, batch, locked, wrong.get(one.row)) for one in drafts]
    made = {one.record_id: one.row for one in outcomes if one.outcome == "created" and one.record_id}
    rows = Product.objects.filter(pk__in=made)
    own = {one.pk: (product_facts(one), read.get(made[one.pk], {})) for one in rows}
    index_documents("product", begin_rows(kind="product", records=own))
    return outcomes


def _written(
    person: Person, one: ProductDraft, batch: str, locked: Collection[str], wrong: tuple[str, str] | None
) -> Outcome:
    if wrong is not None:
        return Outcome(one.row, "refused", reason=wrong[1], field=wrong[0])
    known = Product.objects.filter(code=one.code).first()
    try:
        with transaction.atomic():
            product = known or _added(person, one, batch, locked)
            is_priced = bool(one.price) and _priced(person, product, one)
    except ValidationError as error:
        return Outcome(one.row, "refused", reason=" ".join(error.messages), field="product_code")
    outcome = "created" if known is None else "updated" if is_priced else "unchanged"
    return Outcome(one.row, outcome, product.pk)


def _added(person: Person, one: ProductDraft, batch: str, locked: Collection[str]) -> Product:
    category = Category.objects.filter(name=one.family).first() if one.family else None
    if one.family and category is None:
        category = save_category(by=person, name=one.family)
    facts: dict[str, Any] = {key: text for key, text in one.facts.items() if key not in locked}  # Any: as typed
    product = add_product(by=person, code=one.code, name=one.name, category=category, batch=batch, **facts)
    if one.is_withdrawn:
        withdraw_product(by=person, product=product)
    return product


def _priced(person: Person, product: Product, one: ProductDraft) -> bool:
    """Whether the price is another one than before. Without a named list it goes on the firm's first one."""
    name = one.list_name or _("List price")
    prices = PriceList.objects.in_use()
    chosen = prices.filter(name=name).first() or (None if one.list_name else prices.order_by("pk").first())
    chosen = chosen or save_price_list(by=person, name=name)
    before = product.prices.filter(price_list=chosen, least=one.least).values_list("minor", flat=True).first()
    made = set_price(by=person, price_list=chosen, product=product, price=one.price, least=one.least)
    return made is not None and made.minor != before


@transaction.atomic
def undo(person: Any, batch: str, cursor: int | None, before: Collection[str]) -> Undone:  # Any: as above
    """What came in goes with its prices, but for what was changed, quoted or agreed since, which is kept and listed."""
    rows = Entry.objects.filter(batch=batch, name=ProductAdded.name)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    entries = list(rows.order_by("-id").values_list("id", "subject_id")[:SIZE])
    undone = Undone(cursor=entries[-1][0] if len(entries) == SIZE else None)
    for one in Product.objects.filter(pk__in=[number for _entry, number in entries]).order_by("pk").select_for_update():
        number = one.pk
        try:
            if one.version > (1 if one.is_on_sale else 2):
                raise ProtectedError("", {one})
            with transaction.atomic():
                one.delete()
        except (ProtectedError, RestrictedError):
            undone.kept.append((number, one.name, _("changed or used since the import")))
        else:
            remove_documents("product", [number])
            drop_values(kind="product", records=[number])
            undone.deleted += 1
    return undone
