"""The nouns of the room."""

from tongxin.frontoffice.leads.models.arranging import AssignmentRule, LeadSource
from tongxin.frontoffice.leads.models.lead import Lead, LeadNote, LeadQuerySet

__all__ = ["AssignmentRule", "Lead", "LeadNote", "LeadQuerySet", "LeadSource"]
