"""The verbs about rights."""

from tongxin.collab.access.actions.roles import (
    LastAdministrator,
    NotAdministrator,
    give_role,
    make_standard_roles,
    save_role,
    take_role,
)
from tongxin.collab.access.actions.shares import share_record, unshare_record

__all__ = [
    "LastAdministrator",
    "NotAdministrator",
    "give_role",
    "make_standard_roles",
    "save_role",
    "share_record",
    "take_role",
    "unshare_record",
]
