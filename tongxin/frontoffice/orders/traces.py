"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.frontoffice.orders.models import Amendment, Order, OrderLine


def register_traces() -> None:
    """Titles, addresses, terms and reasons. They go with the customer."""
    said = ("title", "their_number", "ship_to", "terms", "project", "why_cancelled")
    of = of_record("party_id")
    personal_data.register("order", table_corner(Order, *said, label=_("orders"), of=of, document="order"))
    lines = of_record("order__party_id")
    personal_data.register("order_line", table_corner(OrderLine, "text", label=_("lines of orders"), of=lines))
    personal_data.register("amendment", table_corner(Amendment, "why", label=_("amendments of orders"), of=lines))
