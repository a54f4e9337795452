"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor, OpportunityLine


def register_traces() -> None:
    """Names and notes of what somebody may buy. It goes with the customer; elsewhere the name is taken out."""
    of = of_record("party_id")
    columns = ("name", "note", "source", "competitor", "product", "external_id")
    corner = table_corner(Opportunity, *columns, label=_("opportunities"), of=of, document="opportunity")
    personal_data.register("opportunity", corner)
    against = of_record("opportunity__party_id")
    said = ("name", "strengths", "weaknesses", "note")
    rivals = table_corner(OpportunityCompetitor, *said, label=_("competitors at opportunities"), of=against)
    personal_data.register("opportunity_competitor", rivals)
    lines = of_record("opportunity__party_id")
    personal_data.register(
        "opportunity_line", table_corner(OpportunityLine, "text", label=_("lines of opportunities"), of=lines)
    )
