"""What people say beside a record, and who follows it."""

from collections import defaultdict
from typing import Any, Self

from django.db import models
from django.db.models import Q

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import reach_of
from tongxin.collab.people.models import Person


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Remarks, chosen."""

    def present(self) -> Self:
        """Those that were not taken back."""
        return self.filter(removed_at=None)

    def on(self, subject: Subject) -> Self:
        """Those beside one record."""
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those beside records which the person may see. Asks each kind once, so choose first. Fails closed."""
        if not reach_of(person).person_id:
            return self.none()
        records: dict[str, set[int]] = defaultdict(set)
        for kind, record in self.order_by().values_list("subject_kind", "subject_id").distinct():
            records[kind].add(record)
        seen = Q(pk__in=[])
        for name, ids in records.items():
            known = subject_kinds.find(name)
            if known is not None:
                seen |= Q(subject_kind=name, subject_id__in=list(known.visible(person, ids)))
        return self.filter(seen)


class Remark(models.Model):
    """One thing said. Taken back, its words are gone."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.TextField(blank=True)
    mentions = models.ManyToManyField(Person, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-id"], name="remark_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) & ~Q(text="") | Q(removed_at__isnull=False, text=""),
                name="remark_has_words",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def subject(self) -> Subject:
        """The record it is about."""
        return Subject(self.subject_kind, self.subject_id)


class Following(models.Model):
    """Somebody wants to hear what is said and done about a record; `seen` is the last line of the journal of which they were told."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "person"], name="following_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.subject_kind}:{self.subject_id}"

    @property
    def subject(self) -> Subject:
        """The record that is followed."""
        return Subject(self.subject_kind, self.subject_id)
