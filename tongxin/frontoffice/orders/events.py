"""What happened to orders. Amounts are told as text with their currency: "4180.00 CNY"."""

from typing import ClassVar

from tongxin.base.events import Event


class OrderMade(Event):
    """An order was begun."""

    name: ClassVar[str] = "order.made"
    title: str


class OrderChanged(Event):
    """A draft's lines or facts were changed."""

    name: ClassVar[str] = "order.changed"
    title: str
    amount: str


class OrderLinesBroughtIn(Event):
    """Lines of it came in from a file."""

    name: ClassVar[str] = "order.lines_brought_in"
    title: str
    amount: str
    lines: list[int]


class OrderConfirmed(Event):
    """It holds from now on; what is agreed is used up by it."""

    name: ClassVar[str] = "order.confirmed"
    title: str
    amount: str
    released: str = ""


class OrderCancelled(Event):
    """It was called off."""

    name: ClassVar[str] = "order.cancelled"
    title: str
    reason: str


class OrderDelivered(Event):
    """Something of it, or the last of it, was delivered."""

    name: ClassVar[str] = "order.delivered"
    title: str
    is_all: bool


class OrderPaid(Event):
    """Money came in for it."""

    name: ClassVar[str] = "order.paid"
    title: str
    amount: str


class AmendmentAsked(Event):
    """Somebody wants to change an order that holds."""

    name: ClassVar[str] = "order.amendment_asked"
    title: str
    why: str


class OrderPassed(Event):
    """A colleague looks after it from now on."""

    name: ClassVar[str] = "order.passed"
    title: str
    to: str


class OrderAmended(Event):
    """The change was carried out, or not."""

    name: ClassVar[str] = "order.amended"
    title: str
    amount: str
    is_agreed: bool


class CreditLimitSet(Event):
    """How much a customer may owe us was set; empty: there is no limit any more."""

    name: ClassVar[str] = "credit.set"
    limit: str


class NumberRuleSet(Event):
    """The firm numbers its documents in another way."""

    name: ClassVar[str] = "number_rule.set"
    pattern: str
