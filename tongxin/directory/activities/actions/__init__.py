"""The verbs about activities and steps."""

from tongxin.directory.activities.actions.bin import delete_activity, restore_activity
from tongxin.directory.activities.actions.change import change_activity
from tongxin.directory.activities.actions.checks import MayNotNote, NotYours
from tongxin.directory.activities.actions.ending import cancel_step, finish_step, reopen_step
from tongxin.directory.activities.actions.note import note_activity
from tongxin.directory.activities.actions.plan import CannotSee, plan_step
from tongxin.directory.activities.actions.replan import change_step, postpone_step
from tongxin.directory.activities.actions.write_down import Said, WrittenDown, write_down

__all__ = [
    "CannotSee",
    "MayNotNote",
    "NotYours",
    "Said",
    "WrittenDown",
    "cancel_step",
    "change_activity",
    "change_step",
    "delete_activity",
    "finish_step",
    "note_activity",
    "plan_step",
    "postpone_step",
    "reopen_step",
    "restore_activity",
    "write_down",
]
