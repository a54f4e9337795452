"""Questions about targets."""

from tongxin.frontoffice.targets.queries.attaining import Attainment, attainments, target_of
from tongxin.frontoffice.targets.queries.measures import Measure, Period, Reached, measure_called, measures
from tongxin.frontoffice.targets.queries.opening import open_measures, seen_targets
from tongxin.frontoffice.targets.queries.periods import month_after, periods_of, read_period

__all__ = [
    "Attainment",
    "Measure",
    "Period",
    "Reached",
    "attainments",
    "measure_called",
    "measures",
    "month_after",
    "open_measures",
    "periods_of",
    "read_period",
    "seen_targets",
    "target_of",
]
