"""Verbs of targets."""

from tongxin.frontoffice.targets.actions.setting import MayNotSet, Wanted, set_targets

__all__ = ["MayNotSet", "Wanted", "set_targets"]
