"""Bringing orders in from a file: a row is an order, a line of one, or both; heads and lines may stand in two files."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.money import Money
from tongxin.base.registries import Choices, Outcome, RowRefused, Undone, Verdict
from tongxin.collab.fields.actions import drop_values, parted
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import remove_documents
from tongxin.directory.catalogue.actions import amount_of
from tongxin.directory.catalogue.queries import read_off, read_quantity, read_share, usual_currency
from tongxin.frontoffice.orders.actions.checks import MayNotOrder
from tongxin.frontoffice.orders.actions.storing import FILE, Known, OrderDraft, Store
from tongxin.frontoffice.orders.actions.writing import count_all
from tongxin.frontoffice.orders.events import OrderLinesBroughtIn, OrderMade
from tongxin.frontoffice.orders.models import Order, OrderLine
from tongxin.frontoffice.orders.policies import can_order

SIZE = 500


def draft(values: Mapping[str, Any], row: int) -> OrderDraft:  # Any: values by field key
    """A row as it was read. Raises RowRefused for a figure that is none, and for a row that names no order."""
    told = {
        name: str(values.get(f"order_{name}") or "").strip()
        for name in ("number", "customer", "product", "unit", "title")
    }
    if not told["number"]:
        raise RowRefused("order_number", _("This row names no order."))
    off, left = _read("order_discount", values, _percent), _read("order_share", values, read_share)
    if None not in (off, left) and off != left:
        raise RowRefused("order_share", _("Two columns say two discounts for this line. Leave one of them out."))
    return OrderDraft(
        row=row, day=values.get("order_day"), wanted=values.get("order_wanted"), shipped=values.get("order_shipped"),
        quantity=_read("order_quantity", values, read_quantity), price=_read("order_price", values, _money),
        discount=off or left or Decimal(0), notes=_notes(values), freight=_read("order_freight", values, _money),
        owner=values.get("owner"), custom=parted(values)[1], **told,
    )  # fmt: skip


def _money(text: str) -> Money | None:
    return amount_of(text, usual_currency())


def _notes(values: Mapping[str, Any]) -> tuple[str, ...]:  # Any: as above
    """How a figure was read that says itself neither % nor 折."""
    for key, said in (
        ("order_discount", _("discounts below 1 were read as shares: 0.15 is 15 %")),
        ("order_share", _("discounts were read as what is left of the price: 0.92 is 8 % off")),
    ):
        figure = fold(str(values.get(key) or "")).strip()
        if figure.startswith(("0.", ".")) and not figure.endswith(("%", "折")):
            return (said,)
    return ()


def _percent(text: str) -> Decimal:
    found = read_off(text, usual_currency())
    if isinstance(found, Money):
        raise ValidationError(_("A discount in a file is in per cent: write 8%, 92折, or 0.08."))
    return found


def _read(key: str, values: Mapping[str, Any], reading: Any) -> Any:  # Any: as above; what reads the text, or raises
    text = str(values.get(key) or "").strip()
    try:
        return reading(text) if text else None
    except ValidationError as error:
        raise RowRefused(key, " ".join(error.messages)) from error


def prepare(one: OrderDraft) -> None:
    """Nothing is worked out without the database."""


def check(person: Any, drafts: Sequence[OrderDraft], seen: set[int]) -> list[Verdict]:  # Any: person of the doors
    """What would become of them: known by their number, refused where customer or product isn't there."""
    known = Known(person, drafts)
    return [_verdict(one, known, seen) for one in drafts]


def _verdict(one: OrderDraft, known: Known, seen: set[int]) -> Verdict:
    mark = hash(one.number)
    order = known.orders.get(one.number)
    if refusal := known.refusal(one, is_begun=mark in seen):
        return Verdict("refused", refusal[1])
    seen.add(mark)
    if order is not None and not one.product:
        return Verdict("same", _("the number is the same"), order.pk, str(order))
    return Verdict("new")


@transaction.atomic
def write(person: Person, drafts: Sequence[OrderDraft], batch: str, choices: Choices) -> list[Outcome]:
    """Write what is new: orders that hold, with their lines at the prices of the file. Raises MayNotOrder."""
    if not can_order(person):
        raise MayNotOrder(_("Your role may not make orders."))
    store = Store(person, Known(person, drafts), batch)
    outcomes = [store.take(one) for one in drafts]
    store.keep()
    return outcomes


@transaction.atomic
def undo(person: Any, batch: str, cursor: int | None, before: Collection[str]) -> Undone:  # Any: as above
    """What came in goes: lines out of orders, and orders with all their lines, but for those that were worked with since, which are kept
    and listed."""
    rows = Entry.objects.filter(batch=batch, name__in=(OrderMade.name, OrderLinesBroughtIn.name))
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    entries = list(rows.order_by("-id")[:SIZE])
    undone = Undone(cursor=entries[-1].pk if len(entries) == SIZE else None)
    numbers = {entry.subject_id for entry in entries}
    worked = Entry.objects.filter(kind="order", subject_id__in=numbers).exclude(batch__startswith="import:")
    touched = set(worked.values_list("subject_id", flat=True))
    found = Order.objects.order_by("pk").select_for_update().in_bulk(numbers)
    heads, lines, shorter = list[int](), list[int](), dict[int, Order]()
    for entry in entries:
        order = found.get(entry.subject_id or 0)
        if order is None:
            continue
        if order.pk in touched or order.kind != FILE:
            undone.kept.append((order.pk, str(order), _("worked with since the import")))
        elif entry.name == OrderMade.name:
            heads.append(order.pk)
        else:
            lines += entry.particulars["lines"]
            shorter[order.pk] = order
    gone, _each = OrderLine.objects.filter(order__in=shorter, pk__in=lines).delete()
    count_all([one for pk, one in shorter.items() if pk not in heads])
    remove_documents("order", heads)
    drop_values(kind="order", records=heads)
    Order.objects.filter(pk__in=heads).delete()
    undone.deleted += gone + len(heads)
    return undone
