"""What happened to quotes and special prices. Amounts are told as text with their currency: "4180.00 CNY"."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class QuoteMade(Event):
    """A quote, or a further version of one, was begun."""

    name: ClassVar[str] = "quote.made"
    title: str
    revision: int = 1


class QuoteChanged(Event):
    """Its lines or facts were changed; `fields` and `after` say which facts."""

    name: ClassVar[str] = "quote.changed"
    title: str
    amount: str
    fields: list[str] = []
    after: dict[str, Any] = {}  # Any: JSON values


class QuoteSent(Event):
    """It went to the customer."""

    name: ClassVar[str] = "quote.sent"
    title: str
    amount: str


class QuoteLinkMade(Event):
    """A link for the customer was made."""

    name: ClassVar[str] = "quote.link_made"
    title: str


class QuoteLinkRevoked(Event):
    """It shows nothing any more."""

    name: ClassVar[str] = "quote.link_revoked"
    title: str


class QuoteOpened(Event):
    """The customer looked at it for the first time."""

    name: ClassVar[str] = "quote.opened"
    title: str


class QuoteAnswered(Event):
    """The customer accepted or declined."""

    name: ClassVar[str] = "quote.answered"
    title: str
    amount: str
    is_accepted: bool
    answered_by: str


class QuotePassed(Event):
    """A colleague looks after it from now on."""

    name: ClassVar[str] = "quote.passed"
    title: str
    to: str


class QuoteAsked(Event):
    """The customer asked something on the quote's page."""

    name: ClassVar[str] = "quote.asked"
    title: str
    text: str


class SpecialPriceAsked(Event):
    """Somebody asked for a special price."""

    name: ClassVar[str] = "special_price.asked"
    product: str
    quantity: str
    asked_price: str


class SpecialPriceDecided(Event):
    """It was agreed, maybe by a counter-offer, or not; `decided_by` are the names of those who said so, none where it agreed itself."""

    name: ClassVar[str] = "special_price.decided"
    product: str
    quantity: str
    decided_price: str
    is_agreed: bool
    decided_by: str = ""
