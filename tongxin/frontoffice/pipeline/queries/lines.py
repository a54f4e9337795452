"""What of our products a deal is about."""

from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityLine


def lines_of(opportunity: Opportunity) -> list[OpportunityLine]:
    """Its lines in order, which know what they belong to."""
    lines = list(opportunity.lines.select_related("product", "agreed"))
    for line in lines:
        line.opportunity = opportunity
    return lines
