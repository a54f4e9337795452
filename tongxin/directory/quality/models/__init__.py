"""Rules, scores, and since when facts are as they are."""

from tongxin.directory.quality.models.fact_date import FactDate
from tongxin.directory.quality.models.firm_rule import FirmRule
from tongxin.directory.quality.models.score import Score
from tongxin.directory.quality.models.snapshot import Snapshot

__all__ = ["FactDate", "FirmRule", "Score", "Snapshot"]
