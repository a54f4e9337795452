"""What others ask of contracts."""

from tongxin.frontoffice.contracts.queries.lines import lines_of
from tongxin.frontoffice.contracts.queries.milestones import milestones_of
from tongxin.frontoffice.contracts.queries.ready import findings_of
from tongxin.frontoffice.contracts.queries.sources import contract_of
from tongxin.frontoffice.contracts.queries.wording import deviations_of

__all__ = ["contract_of", "deviations_of", "findings_of", "lines_of", "milestones_of"]
