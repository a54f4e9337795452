"""The verbs about parties."""

from tongxin.directory.parties.actions.assign import assign_parties, join_team, leave_team
from tongxin.directory.parties.actions.bin import delete_parties, restore_parties
from tongxin.directory.parties.actions.change import change_party, undo_change
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile, StaleVersion
from tongxin.directory.parties.actions.contacts import add_contact, change_contact, remove_contact, restore_contact
from tongxin.directory.parties.actions.create import MayNotAdd, create_party
from tongxin.directory.parties.actions.facts import FieldLocked
from tongxin.directory.parties.actions.points import bring_points, set_points
from tongxin.directory.parties.actions.pooling import TakenAlready, give_parties, release_parties, take_party
from tongxin.directory.parties.actions.purge import (
    MayNotPurge,
    MustBeKept,
    Purged,
    purge_by_law,
    purge_expired,
    purge_parties,
)
from tongxin.directory.parties.actions.relate import GroupInItself, add_relation, remove_relation, set_parent
from tongxin.directory.parties.actions.reloading import NotYours, own
from tongxin.directory.parties.actions.roles import change_roles, undo_roles
from tongxin.directory.parties.actions.tags import add_tags, set_tags
from tongxin.directory.parties.actions.traces import note_last_contact, note_next_step

__all__ = [
    "ChangedMeanwhile",
    "FieldLocked",
    "GroupInItself",
    "MayNotAdd",
    "MayNotPurge",
    "MustBeKept",
    "NotYours",
    "Purged",
    "StaleVersion",
    "TakenAlready",
    "add_contact",
    "add_relation",
    "add_tags",
    "assign_parties",
    "bring_points",
    "change_contact",
    "change_party",
    "change_roles",
    "create_party",
    "delete_parties",
    "give_parties",
    "join_team",
    "leave_team",
    "note_last_contact",
    "note_next_step",
    "own",
    "purge_by_law",
    "purge_expired",
    "purge_parties",
    "release_parties",
    "remove_contact",
    "remove_relation",
    "restore_contact",
    "restore_parties",
    "set_parent",
    "set_points",
    "set_tags",
    "take_party",
    "undo_change",
    "undo_roles",
]
