"""Rows of a file, kept as orders: what they name is looked up once for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import Telling, tell_many
from tongxin.base.money import Money
from tongxin.base.registries import Outcome
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import begin_rows, read_rows
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.catalogue.actions.lines import count_line
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.queries import likely_names, usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions.bearing import order_facts
from tongxin.frontoffice.orders.actions.writing import count_all
from tongxin.frontoffice.orders.events import OrderLinesBroughtIn, OrderMade
from tongxin.frontoffice.orders.models import Order, OrderLine

# As what orders from files know where they came from.
FILE = "file"


@dataclass
class OrderDraft:
    """A row. `product` is a code or a name; without one the row is the head of an order alone."""

    row: int
    number: str
    customer: str
    day: date | None
    wanted: date | None
    shipped: date | None
    product: str
    quantity: Decimal | None
    unit: str
    price: Money | None
    discount: Decimal
    notes: tuple[str, ...]
    freight: Money | None
    title: str
    owner: int | None
    custom: dict[str, Any] = field(default_factory=dict)  # Any: as read from cells, by key of the firm's field


class Known:
    """Orders, customers and products that rows name, as far as `person` sees them, and what the rows say in the firm's fields."""

    def __init__(self, person: Any, rows: Sequence[OrderDraft]) -> None:  # Any: person of the doors
        self.own, self.wrong = read_rows(by=person, kind="order", typed={one.row: one.custom for one in rows})
        numbers, names = {one.number for one in rows}, {one.customer for one in rows if one.customer}
        words = {one.product for one in rows if one.product}
        self.orders = {one.number: one for one in Order.objects.filter(number__in=numbers)}
        seen = (
            Party.objects.visible_to(person)
            .living()
            .filter(Q(name__in=names) | Q(external_id__in=names))
            .order_by("-pk")
        )
        self.customers = {word: one for one in seen for word in (one.external_id, one.name) if word in names}
        self.read_as = likely_names(person, words)
        sold = Product.objects.visible_to(person).filter(
            Q(name__in=words | set(self.read_as.values())) | Q(code__in=words)
        )
        self.products = {word: one for one in sold for word in (one.name, one.code)}

    def product(self, word: str) -> Product | None:
        """The product of this code or name."""
        return self.products.get(word) or self.products.get(self.read_as.get(word, ""))

    def refusal(self, one: OrderDraft, *, is_begun: bool) -> tuple[str, str] | None:
        """Which field keeps the row out, and why; None for one that comes in."""
        order = self.orders.get(one.number)
        if one.row in self.wrong:
            return self.wrong[one.row]
        if order is not None and order.kind != FILE:
            return "order_number", _("An order of this number was written here. Change it on its page.")
        if order is None and not is_begun and one.customer not in self.customers:
            said = _("There is no customer of this name or number. Bring the customers in first.")
            return "order_customer", said if one.customer else _(
                "This row says no customer, and its order isn't here yet."
            )
        if one.product and self.product(one.product) is None and one.price is None:
            return "order_product", _("There is no product of this name or code. Bring the products in first.")
        if one.product and (one.quantity is None or one.price is None):
            return "order_quantity" if one.quantity is None else "order_price", _(
                "A line needs a quantity and a price."
            )
        return None


class Store:
    """Takes row after row, and keeps all of them at once."""

    def __init__(self, person: Person, known: Known, batch: str) -> None:
        self.person, self.known, self.batch = person, known, batch
        self.currency = usual_currency()
        self.made: list[Order] = []
        self.own: dict[int, dict[str, Any]] = {}  # Any: JSON values, as the first row of an order has them
        self.lines: dict[int, list[OrderLine]] = {}
        self.there: dict[int, set[tuple[Any, ...]]] = defaultdict(set)  # Any: what tells lines apart
        for line in OrderLine.objects.filter(order__in=known.orders.values()):
            self.there[line.order_id].add(_mark(line))

    def take(self, one: OrderDraft) -> Outcome:
        """A row becomes an order, a line, both, or neither."""
        if refusal := self.known.refusal(one, is_begun=False):
            return Outcome(one.row, "refused", reason=refusal[1], field=refusal[0])
        order = self.known.orders.get(one.number)
        is_new = order is None
        if order is None:
            order = self._begun(one)
        added = [self._add(order, line) for line in self._lines(order, one)]
        outcome = "created" if is_new or any(added) else "unchanged"
        notes = list(one.notes)
        said = self.known.own.get(one.row, {})
        began = self.own.get(order.pk, said)
        if any(began.get(key) != value for key, value in said.items() if value is not None):
            notes.append(_("the fields of an order come from its first row; what later rows say there was left out"))
        if one.product in self.known.read_as:
            notes.append(_("“%(written)s” was read as the product “%(name)s”") % {"written": one.product, "name": self.known.read_as[one.product]})  # fmt: skip
        elif one.product and self.known.product(one.product) is None:
            notes.append(_("“%(written)s” is no product here, and came in as words") % {"written": one.product})
        return Outcome(one.row, outcome, order.pk, notes=tuple(notes))

    def _begun(self, one: OrderDraft) -> Order:
        day = one.day or timezone.localdate(now())
        owner = Person.objects.get(pk=one.owner) if one.owner else self.person
        order = Order(
            number=one.number[:60], title=one.title[:200], party=self.known.customers[one.customer], owner=owner,
            unit=main_unit_of(owner), currency=self.currency, ordered_on=day, wanted_on=one.wanted, kind=FILE,
            state=Order.State.DELIVERED if one.shipped else Order.State.CONFIRMED, created_by=self.person, created_at=now(),
            confirmed_at=_instant(day),
        )  # fmt: skip
        order.save(force_insert=True)
        self.known.orders[one.number] = order
        self.own[order.pk] = self.known.own.get(one.row, {})
        self.made.append(order)
        return order

    def _lines(self, order: Order, one: OrderDraft) -> Iterable[OrderLine]:
        if one.product and one.quantity is not None and one.price is not None:
            product = self.known.product(one.product)
            yield OrderLine(
                order=order, product=product, text=(product.called if product else one.product)[:300], quantity=one.quantity,
                unit=one.unit or (product.unit if product else ""), minor=one.price.minor, discount=one.discount,
                tax_rate=product.tax_rate if product else 0,
            )  # fmt: skip
        if one.freight is not None and one.freight.minor:
            yield OrderLine(order=order, text=_("Freight"), quantity=Decimal(1), minor=one.freight.minor)

    def _add(self, order: Order, line: OrderLine) -> bool:
        """Whether the line was not there yet."""
        mark = _mark(line)
        if mark in self.there[order.pk]:
            return False
        self.there[order.pk].add(mark)
        line.place = len(self.there[order.pk])
        line.delivered = line.quantity if order.state == Order.State.DELIVERED else Decimal(0)
        count_line(line)
        self.lines.setdefault(order.pk, []).append(line)
        return True

    def keep(self) -> None:
        """Write the lines, count the orders, say what happened."""
        OrderLine.objects.bulk_create([line for lines in self.lines.values() for line in lines])
        changed = {line.order.pk: line.order for lines in self.lines.values() for line in lines}
        count_all(list(changed.values()))
        begin_rows(kind="order", records={one.pk: (order_facts(one), self.own[one.pk]) for one in self.made})
        index_documents("order", [one.pk for one in self.made])
        tell_many([*(self._made(one) for one in self.made), *(self._grown(one) for one in changed.values())])

    def _made(self, one: Order) -> Telling:
        return self._telling(one, OrderMade(title=one.number))

    def _grown(self, one: Order) -> Telling:
        lines = [line.pk for line in self.lines[one.pk]]
        return self._telling(one, OrderLinesBroughtIn(title=one.number, amount=str(one.total), lines=lines))

    def _telling(self, one: Order, event: OrderMade | OrderLinesBroughtIn) -> Telling:
        return Telling(
            event=event, by_id=self.person.pk, on=Subject("order", one.pk), at=now(), happened_at=_instant(one.ordered_on),
            customer_id=one.party_id, batch=self.batch,
        )  # fmt: skip


def _mark(line: OrderLine) -> tuple[Any, ...]:  # Any: what tells lines of an order apart
    return line.product_id, line.text, line.quantity, line.minor, Decimal(line.discount)


def _instant(day: Any) -> datetime:  # Any: a day
    return datetime.combine(day, time(4), tzinfo=UTC)
