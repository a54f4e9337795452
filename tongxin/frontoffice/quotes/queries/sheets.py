"""A quote as it stands on paper: what the customer gets to see, in one language, and nothing of what it costs us."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tongxin.base.chinese.rmb import rmb_capitals
from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.org.models import Letterhead
from tongxin.collab.org.queries import the_letterhead
from tongxin.frontoffice.quotes.models import Quote, QuoteLine

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class SheetLine:
    """One line; `after_discount` is what one costs in the end, in minor units. `listed` and `off` (per cent) only where discounts are shown and
    there is one."""

    place: int
    code: str
    text: str
    quantity: Decimal
    unit: str
    per: int
    after_discount: Decimal
    currency: str
    tax_rate: Decimal
    amount: Money
    listed: Money | None
    off: Decimal | None


@dataclass(frozen=True)
class Sheet:
    """The whole paper. `given` is the money given away, None where it isn't to be seen; `capitals` only for renminbi."""

    quote: Quote
    paper: Letterhead
    firm: str
    customer: str
    lines: Sequence[SheetLine]
    options: Sequence[SheetLine]
    net: Money
    tax: Money
    total: Money
    given: Money | None
    capitals: str

    @property
    def has_discounts(self) -> bool:
        """Whether any line says what it would have cost."""
        return any(line.off for line in (*self.lines, *self.options))


def sees_discounts(person: Any, quote: Quote) -> bool:  # Any: a person; None or nobody signed in is the customer
    """Whether what was given away may stand on the paper that this person prints."""
    return quote.shows_discount and (
        not getattr(person, "is_authenticated", False) or "given_away" not in hidden_fields(person, "quote")
    )


def sheet_of(quote: Quote, *, person: Any, language: str) -> Sheet:  # Any: as above
    """The quote on paper in this language. English names of products stand where nobody wrote other words."""
    lines = quote.lines.select_related("product")
    shown = sees_discounts(person, quote)
    paper = the_letterhead()
    english = language == "en"
    rows = [(line.is_option, _line(place, line, shown, english)) for place, line in enumerate(lines, start=1)]
    total, given = quote.total, quote.lost
    return Sheet(
        quote=quote,
        paper=paper,
        firm=(paper.english_name if english else "") or paper.company.name,
        customer=(quote.party.english_name if english else "") or quote.party.name,
        lines=[row for is_option, row in rows if not is_option],
        options=[row for is_option, row in rows if is_option],
        net=Money(quote.net, quote.currency),
        tax=Money(quote.tax, quote.currency),
        total=total,
        given=given if shown and given.minor > 0 else None,
        capitals=rmb_capitals(total.amount) if total.currency == "CNY" and not english else "",
    )


def _line(place: int, line: QuoteLine, shown: bool, english: bool) -> SheetLine:
    product = line.product
    is_as_named = product is not None and line.text == product.called
    text = product.english_name if english and product and is_as_named and product.english_name else line.text
    before, after = max(line.listed or 0, line.minor), line.after_discount
    has_discount = shown and before > after
    return SheetLine(
        place=place, code=product.code if product else "", text=text, quantity=line.quantity, unit=line.unit, per=line.per,
        after_discount=after, currency=line.currency, tax_rate=line.tax_rate, amount=line.amount,
        listed=line.money(before) if has_discount else None, off=round(100 - after * 100 / before, 2) if has_discount else None,
    )  # fmt: skip
