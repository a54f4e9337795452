"""Lines of documents as they are sent."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from tongxin.interfaces.rest.forms.values import Amount, Body, Id, Line

Quantity = Annotated[Decimal, Field(strict=False, gt=0, lt=10**9, max_digits=12, decimal_places=3)]


class NewLine(Body):
    """A product by its number here or its code, or words with a price; without a price it takes what lists and agreements say."""

    product: Id | None = None
    code: Annotated[Line, Field(max_length=60)] = ""
    text: Annotated[Line, Field(max_length=300)] = ""
    quantity: Quantity = Decimal(1)
    unit: Annotated[Line, Field(max_length=20)] = ""
    price: Amount | None = None


class NewSoldLine(NewLine):
    """`discount` goes off the price, in per cent."""

    discount: Annotated[Decimal, Field(strict=False, ge=0, le=100, decimal_places=2)] = Decimal(0)


class NewQuoteLine(NewSoldLine):
    """An option is offered beside, and not counted."""

    is_option: bool = False


class NewQuoteLines(Body):
    """Lines to add to a quote, all or none."""

    lines: Annotated[list[NewQuoteLine], Field(min_length=1, max_length=500)]


class NewSoldLines(Body):
    """Lines to add, all or none."""

    lines: Annotated[list[NewSoldLine], Field(min_length=1, max_length=500)]
