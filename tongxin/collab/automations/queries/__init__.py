"""Rules in words, whom they touch, and what became of them."""

from tongxin.collab.automations.queries.faults import faults_of
from tongxin.collab.automations.queries.fitting import fitting, rows_fitting
from tongxin.collab.automations.queries.preview import Preview, preview_of
from tongxin.collab.automations.queries.words import said_rule

__all__ = ["Preview", "faults_of", "fitting", "preview_of", "rows_fitting", "said_rule"]
