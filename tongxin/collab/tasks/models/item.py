"""One line of a task's check-list."""

from django.db import models

from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models.task import Task


class TaskItem(models.Model):
    """In the order of `place`; ticked by anybody who has a part in the task."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.text
