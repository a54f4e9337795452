"""The verbs about rules: written by people, done behind the scenes."""

from tongxin.collab.automations.actions.braking import pull_brake, release_brake
from tongxin.collab.automations.actions.bringing import BadRules, bring_rules, rules_as_data
from tongxin.collab.automations.actions.errors import MayNotWriteRules, NotReady
from tongxin.collab.automations.actions.hearing import hear
from tongxin.collab.automations.actions.holding import check_holdings
from tongxin.collab.automations.actions.hooks import remove_hook, save_hook, try_hook
from tongxin.collab.automations.actions.running import do_runs
from tongxin.collab.automations.actions.sending import ParcelPutOff, send_parcel
from tongxin.collab.automations.actions.sweeping import sweep_log
from tongxin.collab.automations.actions.writing import (
    put_in_use,
    remove_rule,
    save_rule,
    switch_off,
    write_rule,
)

__all__ = [
    "BadRules",
    "MayNotWriteRules",
    "NotReady",
    "ParcelPutOff",
    "bring_rules",
    "check_holdings",
    "do_runs",
    "hear",
    "pull_brake",
    "put_in_use",
    "release_brake",
    "remove_hook",
    "remove_rule",
    "rules_as_data",
    "save_hook",
    "save_rule",
    "send_parcel",
    "sweep_log",
    "switch_off",
    "try_hook",
    "write_rule",
]
