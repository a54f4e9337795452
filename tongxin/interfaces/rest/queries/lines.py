"""Lines of documents as JSON."""

from tongxin.directory.catalogue.models import PricedLine
from tongxin.directory.catalogue.queries import figure
from tongxin.interfaces.rest.queries.values import Json, amount, ref


def line_told(line: PricedLine) -> Json:
    """What is sold, how much of it, at which price."""
    return {
        "product": ref(line.product_id, line.product.called if line.product else None),
        "text": line.text,
        "quantity": figure(line.quantity),
        "unit": line.unit,
        "price": amount(line.minor, line.currency),
        "per": line.per,
        "discount": figure(line.discount),
        "amount": amount(line.gross, line.currency),
    }
