"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.frontoffice.quotes.models import Quote, QuoteLine, SpecialPrice


def register_traces() -> None:
    """Titles, terms and who answered. They go with the customer."""
    of = of_record("party_id")
    personal_data.register(
        "quote",
        table_corner(Quote, "title", "terms", "project", "answered_by", label=_("quotes"), of=of, document="quote"),
    )
    lines = of_record("quote__party_id")
    personal_data.register("quote_line", table_corner(QuoteLine, "text", label=_("lines of quotes"), of=lines))
    personal_data.register("special_price", table_corner(SpecialPrice, "project", label=_("special prices"), of=of))
