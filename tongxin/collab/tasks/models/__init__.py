"""What colleagues promise each other."""

from tongxin.collab.tasks.models.item import TaskItem
from tongxin.collab.tasks.models.repeating import Every, following
from tongxin.collab.tasks.models.task import Task, TaskHelper, TaskQuerySet

__all__ = ["Every", "Task", "TaskHelper", "TaskItem", "TaskQuerySet", "following"]
