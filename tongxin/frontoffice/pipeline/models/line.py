"""What of our products a deal is about."""

from django.db import models

from tongxin.directory.catalogue.models import PricedLine
from tongxin.frontoffice.pipeline.models.opportunity import Opportunity


class OpportunityLine(PricedLine):
    """A line of an opportunity; together they are its amount."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="lines")

    @property
    def currency(self) -> str:
        """The opportunity's."""
        return self.opportunity.currency
