"""What lines come to: rounded line by line to the minor unit, so that what is printed adds up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.money import Money, total

HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One line: `quantity` at `price` for `per` units, less `discount` per cent. `is_taxed`: the price holds the tax of `tax_rate` per cent."""

    price: Money
    quantity: Decimal
    per: int = 1
    discount: Decimal = Decimal(0)
    tax_rate: Decimal = Decimal(0)
    is_taxed: bool = True


@dataclass(frozen=True)
class Amount:
    """Of one line or of all: before the discount, the money `given_away`, then `net`, `tax` and `gross`, where gross = net + tax."""

    before: Money
    given_away: Money
    net: Money
    tax: Money
    gross: Money


def line_amount(line: Counted) -> Amount:
    """What the line comes to. Raises ValidationError for what can't be: nothing or less, a price below zero, more than 100 per cent."""
    _check(line)
    before = _rounded(line.price.minor * line.quantity / line.per, line.price.currency)
    after = _rounded(before.minor * (HUNDRED - line.discount) / HUNDRED, before.currency)
    return _taxed(line, before, after)


def _check(line: Counted) -> None:
    if line.quantity <= 0:
        raise ValidationError({"quantity": _("The quantity must be above zero.")})
    if line.price.minor < 0:
        raise ValidationError({"price": _("A price can't be below zero.")})
    if not 0 <= line.discount <= HUNDRED:
        raise ValidationError({"discount": _("A discount is between 0 and 100 per cent.")})
    if not 0 <= line.tax_rate <= HUNDRED:
        raise ValidationError({"tax_rate": _("A tax rate is between 0 and 100 per cent.")})


def _taxed(line: Counted, before: Money, after: Money) -> Amount:
    if line.is_taxed:
        net = _rounded(after.minor * HUNDRED / (HUNDRED + line.tax_rate), after.currency)
        return Amount(before, before - after, net, after - net, after)
    tax = _rounded(after.minor * line.tax_rate / HUNDRED, after.currency)
    return Amount(before, before - after, after, tax, after + tax)


def sum_of(amounts: Sequence[Amount], currency: str) -> Amount:
    """All lines together. Raises CurrencyMismatch where a line is in another currency."""
    return Amount(
        total((one.before for one in amounts), currency),
        total((one.given_away for one in amounts), currency),
        total((one.net for one in amounts), currency),
        total((one.tax for one in amounts), currency),
        total((one.gross for one in amounts), currency),
    )


def spread(lines: Sequence[Counted], gross: Money) -> list[Amount]:
    """The lines when everything together comes to `gross`: each gives in by its share, and nothing is lost by rounding.

    Raises ValidationError where `gross` is below zero or more than the lines come to.
    """
    amounts = [line_amount(line) for line in lines]
    whole = sum_of(amounts, gross.currency)
    if not 0 <= gross.minor <= whole.gross.minor:
        raise ValidationError({"gross": _("The sum after all discounts is between zero and what the lines come to.")})
    if gross.minor == whole.gross.minor:
        return amounts
    shares = gross.allocate([one.gross.minor for one in amounts])
    return [_shared(line, one, share) for line, one, share in zip(lines, amounts, shares, strict=True)]


def _shared(line: Counted, known: Amount, gross: Money) -> Amount:
    net = _rounded(gross.minor * HUNDRED / (HUNDRED + line.tax_rate), gross.currency)
    given = known.given_away + (known.gross - gross if line.is_taxed else known.net - net)
    return Amount(known.before, given, net, gross - net, gross)


def _rounded(minor: Decimal, currency: str) -> Money:
    return Money(int(minor.quantize(Decimal(1), ROUND_HALF_UP)), currency)
