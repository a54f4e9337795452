"""The verbs about tasks."""

from tongxin.collab.tasks.actions.answering import accept_task, decline_task
from tongxin.collab.tasks.actions.changing import change_task, tick_item
from tongxin.collab.tasks.actions.chasing import chase_tasks
from tongxin.collab.tasks.actions.checks import CannotSeeRecord, ComesAfter, NotYourTask, TaskEnded
from tongxin.collab.tasks.actions.ending import cancel_task, finish_task, reopen_task
from tongxin.collab.tasks.actions.giving import give_task
from tongxin.collab.tasks.actions.passing import pass_task

__all__ = [
    "CannotSeeRecord",
    "ComesAfter",
    "NotYourTask",
    "TaskEnded",
    "accept_task",
    "cancel_task",
    "change_task",
    "chase_tasks",
    "decline_task",
    "finish_task",
    "give_task",
    "pass_task",
    "reopen_task",
    "tick_item",
]
