"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.frontoffice.pipeline.models import Opportunity


def register_traces() -> None:
    """Names and notes of what somebody may buy. It goes with the customer; elsewhere the name is taken out."""
    of = of_record("party_id")
    columns = ("name", "note", "source", "competitor", "product", "external_id")
    corner = table_corner(Opportunity, *columns, label=_("opportunities"), of=of, document="opportunity")
    personal_data.register("opportunity", corner)
