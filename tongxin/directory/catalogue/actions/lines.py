"""Writing a line of a document: what price lists and agreements say, what stands, and what it comes to."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.money import Money, total
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.agreeing import AgreementExceeded
from tongxin.directory.catalogue.actions.checks import amount_of
from tongxin.directory.catalogue.models import AgreedPrice, PricedLine, Product
from tongxin.directory.catalogue.queries.prices import factor_of, find_price, read_quantity
from tongxin.directory.catalogue.rules.adding import Amount, sum_of
from tongxin.directory.catalogue.rules.discounting import read_discount
from tongxin.directory.parties.models import Party

Values = Mapping[str, Any]  # Any: as typed
L = TypeVar("L", bound=PricedLine)
MOST_LINES = 500
_CARRIED = (
    "product", "text", "quantity", "unit", "factor", "per", "listed", "found", "minor", "tax_rate", "is_taxed", "agreed", "why",
)  # fmt: skip
_SHORT = ("agreed_short", "agreed_used_up")


def write_line_of(
    line: L,
    values: Values,
    *,
    by: Person,
    party: Party | None,
    project: str = "",
    on: date | None = None,
    holds_agreements: bool = False,
) -> L:
    """Put {product, quantity, unit?, price?, discount?, text?, tax_rate?} into a line that has its document and place; without a price it takes
    what price lists and agreements say. Per cents of discount are kept beside the price, an amount comes off it. With `holds_agreements` a quantity over what is agreed is refused, unless a price is typed.
    Raises ValidationError, AgreementExceeded; the caller saves."""
    if line.place > MOST_LINES:
        raise ValidationError({"text": _("There can be at most %(most)d lines.") % {"most": MOST_LINES}})
    product: Product | None = values.get("product")
    stands_already = line.pk is not None and product is not None and line.product_id == product.pk
    line.product = product
    line.quantity = read_quantity(values.get("quantity") or 0)
    line.text = " ".join(clean(str(values.get("text") or (product.called if product else ""))).split())[:300]
    if not line.text:
        raise ValidationError({"text": _("Say what it is: a product, or a few words.")})
    off = read_discount(values.get("discount"), line.currency)
    line.discount = off if isinstance(off, Decimal) else Decimal(0)
    price = _price_typed(values.get("price"), line.currency)
    if product is None:
        _free(line, values, price)
    elif stands_already and not product.is_on_sale:
        _withdrawn(line, price)
    else:
        _priced(line, product, values, price, by=by, party=party, project=project, on=on, holds=holds_agreements)
    if isinstance(off, Money):
        _take_off(line, off)
    count_line(line)
    return line


def _price_typed(typed: Any, currency: str) -> Money | None:  # Any: as typed
    try:
        return amount_of(typed, currency)
    except ValidationError as error:
        raise ValidationError({"price": error.messages}) from error


def _take_off(line: PricedLine, off: Money) -> None:
    """A share could not say it to the cent; the list price tells what is given away."""
    if off > line.price:
        said = _("It can't be more than the price itself, %(price)s.")
        raise ValidationError({"discount": said % {"price": line.price}})
    line.listed = line.minor if line.listed is None else line.listed
    line.minor -= off.minor
    line.agreed = line.agreed if line.minor == line.found else None


def _free(line: PricedLine, values: Values, price: Money | None) -> None:
    if price is None:
        raise ValidationError({"price": _("What is no product needs a price.")})
    line.unit, line.minor, line.listed, line.found = str(values.get("unit") or "")[:20], price.minor, None, None
    line.per, line.factor, line.why, line.agreed = 1, Decimal(1), [], None
    line.tax_rate = Decimal(str(values.get("tax_rate") or 0))


def _withdrawn(line: PricedLine, price: Money | None) -> None:
    """A product that was withdrawn can't be added; where it stands it stays, with what was found while it was sold."""
    line.minor = line.minor if price is None else price.minor
    line.agreed = line.agreed if line.minor == line.found else None


def _priced(
    line: PricedLine, product: Product, values: Values, price: Money | None, *, by: Person, party: Party | None, project: str,
    on: date | None, holds: bool,
) -> None:  # fmt: skip
    if not product.is_on_sale:
        said = _("%(name)s is withdrawn. Choose what can be sold in its place.")
        raise ValidationError({"text": said % {"name": product.called}})
    unit = str(values.get("unit") or "")
    found = find_price(
        by, product=product, quantity=line.quantity, unit=unit, party=party, project=project, currency=line.currency, on=on
    )  # fmt: skip
    short = next((one for one in found.passed_over if one.code in _SHORT), None) if holds and price is None else None
    if short is not None and found.origin != "agreed":
        wanted = line.quantity * found.factor
        raise AgreementExceeded(f"{product.called}: {short}", agreed_id=short.told["number"], wanted=wanted)
    if found.price is None and (price is None or found.why[0].code == "not_sold"):
        raise ValidationError({"price": f"{product.called}: {found.said}"})
    line.unit, line.factor, line.per = found.unit, factor_of(product, unit), found.per
    line.listed = found.list_price.minor if found.list_price else None
    line.found = found.price.minor if found.price else None
    line.minor = price.minor if price is not None else (line.found or 0)
    line.tax_rate, line.is_taxed = found.tax_rate, found.is_taxed
    line.agreed = None
    if found.agreed_id is not None and line.minor == line.found:
        line.agreed = AgreedPrice.objects.filter(pk=found.agreed_id).first()
    line.why = [one.as_json() for one in found.why]


def carry_line(line: L, other: Any) -> L:  # Any: a line of another document
    """What was given on another document holds here: the same price, reasons and agreement. The caller saves."""
    for name in _CARRIED:
        setattr(line, name, getattr(other, name))
    line.discount = getattr(other, "discount", Decimal(0))
    count_line(line)
    return line


@contextmanager
def each_row(number: int) -> Iterator[None]:
    """A refusal inside names the row (0: there is only one)."""
    try:
        yield
    except ValidationError as error:
        if not number:
            raise
        said = _("Row %(row)d: %(why)s") % {"row": number, "why": " ".join(error.messages)}
        raise ValidationError({"text": said}) from error


def count_line(line: PricedLine) -> None:
    """What it comes to. Raises ValidationError."""
    amount = line.worth
    line.net, line.tax, line.gross = amount.net.minor, amount.tax.minor, amount.gross.minor


def sum_lines(lines: Iterable[PricedLine], currency: str) -> Amount:
    """All lines together; what is given away counts from the list prices. Raises CurrencyMismatch."""
    rows = list(lines)
    given = total((line.given_away for line in rows), currency)
    return replace(sum_of([line.worth for line in rows], currency), given_away=given)
