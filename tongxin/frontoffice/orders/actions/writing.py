"""Beginning an order, writing its lines, one more like the last."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import begin_values, carry_values, fill_record, parted, settle_values
from tongxin.collab.fields.queries import form_fields
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.catalogue.actions.lines import carry_line, each_row, sum_lines, write_line_of
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions.bearing import order_facts
from tongxin.frontoffice.orders.actions.checks import check_ordering, check_rights, own, own_draft
from tongxin.frontoffice.orders.actions.numbering import next_number
from tongxin.frontoffice.orders.events import OrderChanged, OrderMade
from tongxin.frontoffice.orders.models import Order, OrderLine

Values = Mapping[str, Any]  # Any: as typed
LONGEST = {"their_number": 60, "title": 200, "ship_to": 300, "project": 120, "terms": 5000}


@transaction.atomic
def start_order(
    *,
    by: Person,
    party: Party,
    lines: Iterable[Values] = (),
    carried: Iterable[Any] = (),  # Any: lines of another document
    currency: str = "",
    source: Subject | None = None,
    owner: Person | None = None,
    custom: Values | None = None,
    **values: Any,  # Any: as typed
) -> Order:
    """Begin an order; `lines` are {product, quantity, unit?, price?, discount?, text?} and priced today, `carried` are lines of another
    document whose prices stay. `custom` is None where nobody was asked for the firm's fields. `values`: their_number, title, wanted_on,
    ship_to, terms, project. Raises MayNotOrder, FieldLocked, ValidationError."""
    check_ordering(by, party)
    day = timezone.localdate(now())
    order = Order(
        number=next_number("order", day), party=party, owner=owner or by, unit=main_unit_of(owner or by),
        currency=currency or usual_currency(), ordered_on=day, kind=source.kind if source else "",
        record=source.id if source else 0, created_by=by, created_at=now(),
    )  # fmt: skip
    if source is None:
        check_rights(by, [name for name, value in values.items() if value])
    _put(order, values)
    order.save(force_insert=True)
    _first_values(by, order, custom)
    for place, line in enumerate(carried, start=1):
        carry_line(OrderLine(order=order, place=place), line).save(force_insert=True)
    for line in lines:
        _add(by, order, line)
    count(order)
    index_documents("order", [order.pk])
    tell(OrderMade(title=order.number), by=by, on=Subject("order", order.pk), customer=party.pk)
    return order


def _first_values(by: Person, order: Order, custom: Values | None) -> None:
    """The firm's fields. An order like an earlier one takes over what the form of a new one asks for; the rest is known only later."""
    facts = order_facts(order)
    if order.kind == "order":
        asked = form_fields(by, "order")
        carry_values(kind="order", of=order.record, to=order.pk, facts=facts, keys=asked)
    else:
        begin_values(by=by, kind="order", number=order.pk, facts=facts, given=custom)


def _put(order: Order, values: Values) -> None:
    for name, longest in LONGEST.items():
        if name in values:
            text = clean(str(values[name] or ""))
            setattr(order, name, (text if name == "terms" else " ".join(text.split()))[:longest])
    if "wanted_on" in values:
        wanted: date | None = values["wanted_on"]
        if wanted is not None and wanted < order.ordered_on:
            raise ValidationError({"wanted_on": _("This day lies before the day of the order.")})
        order.wanted_on = wanted


def _add(by: Person, order: Order, values: Values, known: OrderLine | None = None) -> OrderLine:
    line = known or OrderLine(order=order, place=order.lines.count() + 1)
    line.order = order
    write_line_of(line, values, by=by, party=order.party, project=order.project, holds_agreements=True)
    line.save()
    return line


@transaction.atomic
def write_line(*, by: Person, order: Order, line: Values, known: OrderLine | None = None) -> OrderLine:
    """Add a line to a draft or write one anew. Raises NotYours, AlreadyConfirmed, AgreementExceeded, ValidationError."""
    order = own_draft(by, order.pk)
    written = _add(by, order, line, known)
    changed(by, order)
    return written


@transaction.atomic
def write_lines(*, by: Person, order: Order, lines: Iterable[Values]) -> int:
    """Add many lines, all or none; the refusal names the row. Raises NotYours, AlreadyConfirmed, ValidationError."""
    order = own_draft(by, order.pk)
    number = 0
    for number, line in enumerate(lines, start=1):
        with each_row(number):
            _add(by, order, line)
    changed(by, order)
    return number


@transaction.atomic
def remove_line(*, by: Person, order: Order, number: int) -> None:
    """Take a line out of a draft. Raises NotYours, AlreadyConfirmed."""
    order = own_draft(by, order.pk)
    order.lines.filter(pk=number).delete()
    changed(by, order)


@transaction.atomic
def change_order(*, by: Person, order: Order, was: Values | None = None, **values: Any) -> Order:  # Any: as typed
    """Facts of a draft; the firm's fields, by their keys, also of one that holds. `was` is what somebody saw in a list. Raises NotYours,
    AlreadyConfirmed, FieldLocked, ValidationError, and ChangedMeanwhile where `was` is something else by now."""
    values, added = parted(values)
    order = own_draft(by, order.pk) if values or not added else own(by, order.pk)
    if values or not added:
        before = {name: getattr(order, name) for name in values}
        _put(order, values)
        check_rights(by, [name for name, value in before.items() if getattr(order, name) != value])
        settle_values(kind="order", facts={order.pk: order_facts(order)})
        changed(by, order)
    if added:
        fill_record(by=by, kind="order", number=order.pk, given=added, was=was)
        order.refresh_from_db()
    return order


@transaction.atomic
def repeat_order(*, by: Person, order: Order) -> Order:
    """One more like it, priced as it is today; what is sold no more is left out and said, what the firm's fields say is taken over as far
    as the form of a new order asks for it. Raises MayNotOrder, ValidationError."""
    lines = [
        line
        for line in order.lines.select_related("product", "order")
        if line.product is None or line.product.is_on_sale
    ]
    if not lines:
        raise ValidationError(_("Nothing in this order is sold any more."))
    again = [line.values() | ({"price": ""} if line.product else {}) for line in lines]
    facts = {name: getattr(order, name) for name in ("title", "ship_to", "terms", "project")}
    return start_order(
        by=by, party=order.party, lines=again, currency=order.currency, source=Subject("order", order.pk), **facts
    )  # fmt: skip


def count(order: Order) -> None:
    """Put the sums of the lines into the order, and keep it."""
    amounts = sum_lines(order.lines.all(), order.currency)
    order.net, order.tax, order.gross = amounts.net.minor, amounts.tax.minor, amounts.gross.minor
    order.version += 1
    order.save()


def count_all(orders: Collection[Order]) -> None:
    """The same for many at once, from what each of their lines comes to."""
    rows = OrderLine.objects.filter(order__in=[one.pk for one in orders]).order_by().values_list("order")
    sums = {pk: rest for pk, *rest in rows.annotate(Sum("net"), Sum("tax"), Sum("gross"))}
    for order in orders:
        order.net, order.tax, order.gross = sums.get(order.pk, (0, 0, 0))
        order.version += 1
        order.save(update_fields=["net", "tax", "gross", "version"])


def changed(by: Person, order: Order) -> None:
    """Count anew and say so."""
    count(order)
    told = OrderChanged(title=order.number, amount=str(order.total))
    tell(told, by=by, on=Subject("order", order.pk), customer=order.party_id)
    index_documents("order", [order.pk])
