"""A file on a record."""

from collections import defaultdict
from typing import Any, Self

from django.db import models
from django.db.models import Q

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.files.models.stored_file import StoredFile
from tongxin.collab.people.models import Person


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attachments, chosen."""

    def present(self) -> Self:
        """Those that were not taken off."""
        return self.filter(removed_at=None)

    def on(self, subject: Subject) -> Self:
        """Those of one record, newest first."""
        return self.filter(kind=subject.kind, record_id=subject.id).order_by("-at", "-id")

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those on records which the person may see. Asks each kind once, so choose first. Fails closed."""
        records: dict[str, set[int]] = defaultdict(set)
        for kind, record_id in self.order_by().values_list("kind", "record_id").distinct():
            records[kind].add(record_id)
        seen = Q(pk__in=[])
        for name, ids in records.items():
            kind_of_record = subject_kinds.find(name)
            if kind_of_record is not None:
                seen |= Q(kind=name, record_id__in=list(kind_of_record.visible(person, ids)))
        return self.filter(seen)


class Attachment(models.Model):
    """A stored file on the record `kind:record_id`. Taken off, it can be restored for 30 days."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "record_id", "-at"], name="attachment_of_record"),
            models.Index(fields=["removed_at"], name="attachment_removed", condition=Q(removed_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "kind", "record_id"], name="attachment_once", condition=Q(removed_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="attachment_removed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} on {self.kind}:{self.record_id}"

    @property
    def subject(self) -> Subject:
        """The record it hangs on."""
        return Subject(self.kind, self.record_id)
