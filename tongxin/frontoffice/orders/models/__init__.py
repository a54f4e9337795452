"""The nouns of the room."""

from tongxin.frontoffice.orders.models.amendment import Amendment
from tongxin.frontoffice.orders.models.credit import CreditLimit
from tongxin.frontoffice.orders.models.numbering import NumberRule, NumberSeries
from tongxin.frontoffice.orders.models.order import Order, OrderLine

__all__ = ["Amendment", "CreditLimit", "NumberRule", "NumberSeries", "Order", "OrderLine"]
