"""The verbs about rights, and those of administrators about people, units and the firm."""

from tongxin.collab.access.actions.administering import LastAdministrator, NotAdministrator
from tongxin.collab.access.actions.roles import (
    give_role,
    make_standard_roles,
    save_role,
    take_role,
)
from tongxin.collab.access.actions.shares import share_record, unshare_record
from tongxin.collab.access.actions.staff import (
    Newcomer,
    YourselfAmongThem,
    change_staff,
    hire,
    hire_all,
    hire_by_name,
    let_go,
    lift_second_factor,
    open_way_in,
    place_in_unit,
    sign_out_everywhere,
    take_back,
    take_from_unit,
)
from tongxin.collab.access.actions.structure import change_firm, found_unit, reshape_unit, shut_unit

__all__ = [
    "LastAdministrator",
    "Newcomer",
    "NotAdministrator",
    "YourselfAmongThem",
    "change_firm",
    "change_staff",
    "found_unit",
    "give_role",
    "hire",
    "hire_all",
    "hire_by_name",
    "let_go",
    "lift_second_factor",
    "make_standard_roles",
    "open_way_in",
    "place_in_unit",
    "reshape_unit",
    "save_role",
    "share_record",
    "shut_unit",
    "sign_out_everywhere",
    "take_back",
    "take_from_unit",
    "take_role",
    "unshare_record",
]
