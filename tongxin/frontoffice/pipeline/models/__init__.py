"""The nouns of the room."""

from tongxin.frontoffice.pipeline.models.competitor import OpportunityCompetitor
from tongxin.frontoffice.pipeline.models.evidence import Evidence, EvidenceShown
from tongxin.frontoffice.pipeline.models.gate import GatePass
from tongxin.frontoffice.pipeline.models.line import OpportunityLine
from tongxin.frontoffice.pipeline.models.opportunity import Opportunity, OpportunityMember, OpportunityQuerySet
from tongxin.frontoffice.pipeline.models.pipeline import LostReason, Pipeline, Stage
from tongxin.frontoffice.pipeline.models.stay import StageStay
from tongxin.frontoffice.pipeline.models.tally import Tally, TallyQuerySet

__all__ = [
    "Evidence",
    "EvidenceShown",
    "GatePass",
    "LostReason",
    "Opportunity",
    "OpportunityCompetitor",
    "OpportunityLine",
    "OpportunityMember",
    "OpportunityQuerySet",
    "Pipeline",
    "Stage",
    "StageStay",
    "Tally",
    "TallyQuerySet",
]
