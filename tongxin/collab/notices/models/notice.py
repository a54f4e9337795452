"""One thing that one person should know."""

from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """One's own; nobody reads another's, administrators included."""
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        return self.filter(person=person)

    def unread(self) -> Self:
        """Those not looked at."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """`matter` is what it is to its reader; with a `key` a cause that comes twice tells a person once. `text` is a message id, filled with `particulars` when read; the record (`subject_kind`, `subject_id`) or `url` is where it leads."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    matter = models.CharField(max_length=5, default="news")
    key = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=200)
    particulars = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_by_person"),
            models.Index(fields=["person"], name="notice_unread", condition=models.Q(read_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="notice_once", condition=~models.Q(key="")),
            models.CheckConstraint(
                condition=models.Q(subject_kind="", subject_id=None)
                | (~models.Q(subject_kind="") & models.Q(subject_id__isnull=False)),
                name="notice_about_a_whole_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def subject(self) -> Subject | None:
        """The record it is about."""
        return Subject(self.subject_kind, self.subject_id) if self.subject_id is not None else None
