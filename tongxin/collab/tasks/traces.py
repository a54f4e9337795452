"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_subject, table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.tasks.models import Task, TaskItem


def register_traces() -> None:
    """What is to be done may name somebody; tasks about a person's record go with it."""
    of = of_subject("subject_kind", "subject_id")
    personal_data.register(
        "task", table_corner(Task, "text", "note", "decline_reason", label=_("tasks"), of=of, own="delete")
    )
    personal_data.register("task_item", table_corner(TaskItem, "text", label=_("check-lists of tasks")))
