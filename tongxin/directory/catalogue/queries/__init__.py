"""What others ask of the catalogue."""

from tongxin.directory.catalogue.queries.likely import likely_names
from tongxin.directory.catalogue.queries.pasting import pasted_lines
from tongxin.directory.catalogue.queries.prices import (
    FoundPrice,
    factor_of,
    find_price,
    list_prices,
    read_quantity,
    usual_currency,
)
from tongxin.directory.catalogue.queries.typing import changed_line, product_named, typed_line
from tongxin.directory.catalogue.rules.adding import Amount, Counted, line_amount, spread, sum_of
from tongxin.directory.catalogue.rules.discounting import leaning, read_discount, read_off, read_share, share_left
from tongxin.directory.catalogue.rules.saying import Reason, figure

__all__ = [
    "Amount",
    "Counted",
    "FoundPrice",
    "Reason",
    "changed_line",
    "factor_of",
    "figure",
    "find_price",
    "leaning",
    "likely_names",
    "line_amount",
    "list_prices",
    "pasted_lines",
    "product_named",
    "read_discount",
    "read_off",
    "read_quantity",
    "read_share",
    "share_left",
    "spread",
    "sum_of",
    "typed_line",
    "usual_currency",
]
