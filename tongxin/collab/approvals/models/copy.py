"""Who got to know of an approval without having to decide."""

from django.db import models
from django.db.models import Q

from tongxin.collab.people.models import Person


class Copy(models.Model):
    """One person, once for an approval."""

    approval = models.ForeignKey("approvals.Approval", on_delete=models.PROTECT, related_name="copies", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="copy_of_person"),
            models.Index(fields=["person"], name="copy_unread", condition=Q(read_at=None)),
        ]
        constraints = [models.UniqueConstraint(fields=["approval", "person"], name="copy_once")]

    def __str__(self) -> str:
        return f"{self.approval_id} → {self.person_id}"
