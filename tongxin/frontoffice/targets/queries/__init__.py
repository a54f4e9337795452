"""Questions about targets."""

from tongxin.frontoffice.targets.queries.attaining import Attainment, attainments, target_of
from tongxin.frontoffice.targets.queries.measures import Measure, Period, Reached, measures
from tongxin.frontoffice.targets.queries.opening import open_measures, seen_targets
from tongxin.frontoffice.targets.queries.periods import month_after, periods_of

__all__ = [
    "Attainment",
    "Measure",
    "Period",
    "Reached",
    "attainments",
    "measures",
    "month_after",
    "open_measures",
    "periods_of",
    "seen_targets",
    "target_of",
]
