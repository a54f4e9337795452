"""The history: what happened to an approval, entry by entry, and what followed."""

from typing import Any, NoReturn

from django.db import models

from tongxin.collab.approvals.models.approval import Approval
from tongxin.collab.approvals.rules import Fact
from tongxin.collab.people.models import Person


class HistoryIsKept(TypeError):
    """An entry of a history is never changed or taken away."""


class HistoryQuerySet(models.QuerySet["HistoryEntry"]):
    """Entries, chosen; they can be added and read."""

    def update(self, **_values: Any) -> NoReturn:  # Any: Django's signature
        """Refused."""
        raise HistoryIsKept

    def delete(self) -> NoReturn:
        """Refused."""
        raise HistoryIsKept


class HistoryEntry(models.Model):
    """`commands` are what followed from it, as the rules said then: a replay must say the same."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    on_behalf = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    data = models.JSONField(default=dict)
    commands = models.JSONField(default=list)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["approval", "number"], name="approval_entry_once")]

    def __str__(self) -> str:
        return f"{self.approval_id}.{self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's signature
        """Written once."""
        if not self._state.adding:
            raise HistoryIsKept
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # Any: Django's signature
        """Refused."""
        raise HistoryIsKept

    @property
    def fact(self) -> Fact:
        """As the rules take it."""
        return Fact(
            number=self.number, kind=self.kind, at=self.at, by=self.by_id, on_behalf=self.on_behalf_id, data=self.data
        )
