"""What others ask of orders."""

from tongxin.frontoffice.orders.queries.basket import Usual, lines_of, usual_basket
from tongxin.frontoffice.orders.queries.checking import Finding, OrderCheck, findings_of, order_checks, used_credit

__all__ = ["Finding", "OrderCheck", "Usual", "findings_of", "lines_of", "order_checks", "used_credit", "usual_basket"]
