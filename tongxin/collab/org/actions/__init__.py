"""The verbs about the firm's structure."""

from tongxin.collab.org.actions.company import AlreadySetUp, CompanyChangedMeanwhile, change_company, set_up_company
from tongxin.collab.org.actions.units import (
    UnitInItself,
    UnitInUse,
    add_unit,
    change_unit,
    close_unit,
    give_post,
    leave_post,
)

__all__ = [
    "AlreadySetUp",
    "CompanyChangedMeanwhile",
    "UnitInItself",
    "UnitInUse",
    "add_unit",
    "change_company",
    "change_unit",
    "close_unit",
    "give_post",
    "leave_post",
    "set_up_company",
]
