"""What happened to orders. Amounts are told as text with their currency: "4180.00 CNY"."""

from dataclasses import dataclass
from typing import ClassVar

from tongxin.base.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderMade(Event):
    """An order was begun."""

    name: ClassVar[str] = "order.made"
    title: str


@dataclass(frozen=True, kw_only=True)
class OrderChanged(Event):
    """A draft's lines or facts were changed."""

    name: ClassVar[str] = "order.changed"
    title: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class OrderLinesBroughtIn(Event):
    """Lines of it came in from a file."""

    name: ClassVar[str] = "order.lines_brought_in"
    title: str
    amount: str
    lines: list[int]


@dataclass(frozen=True, kw_only=True)
class OrderConfirmed(Event):
    """It holds from now on; what is agreed is used up by it."""

    name: ClassVar[str] = "order.confirmed"
    title: str
    amount: str
    released: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Event):
    """It was called off."""

    name: ClassVar[str] = "order.cancelled"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderDelivered(Event):
    """Something of it, or the last of it, was delivered."""

    name: ClassVar[str] = "order.delivered"
    title: str
    is_all: bool


@dataclass(frozen=True, kw_only=True)
class OrderPaid(Event):
    """Money came in for it."""

    name: ClassVar[str] = "order.paid"
    title: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class AmendmentAsked(Event):
    """Somebody wants to change an order that holds."""

    name: ClassVar[str] = "order.amendment_asked"
    title: str
    why: str


@dataclass(frozen=True, kw_only=True)
class OrderPassed(Event):
    """A colleague looks after it from now on."""

    name: ClassVar[str] = "order.passed"
    title: str
    to: str


@dataclass(frozen=True, kw_only=True)
class OrderAmended(Event):
    """The change was carried out, or not."""

    name: ClassVar[str] = "order.amended"
    title: str
    amount: str
    is_agreed: bool


@dataclass(frozen=True, kw_only=True)
class CreditLimitSet(Event):
    """How much a customer may owe us was set; empty: there is no limit any more."""

    name: ClassVar[str] = "credit.set"
    limit: str


@dataclass(frozen=True, kw_only=True)
class NumberRuleSet(Event):
    """The firm numbers its documents in another way."""

    name: ClassVar[str] = "number_rule.set"
    pattern: str
