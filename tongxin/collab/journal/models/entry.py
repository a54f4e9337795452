"""One line of the journal: who did what, to which record, when, and how it was before."""

from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, chosen."""

    def about(self, subject: Subject) -> Self:
        """What happened to one record."""
        return self.filter(kind=subject.kind, subject_id=subject.id)

    def of_customer(self, party_id: int) -> Self:
        """What belongs on a customer's timeline."""
        return self.filter(customer_id=party_id)

    def newest_first(self) -> Self:
        """By when it happened, then by when it was written."""
        return self.order_by("-happened_at", "-id")


class Entry(models.Model):
    """Append-only. `happened_at` may lie before `at`: a visit noted a day later stands where it happened."""

    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    happened_at = models.DateTimeField()
    actor = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    on_behalf_of = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    customer_id = models.BigIntegerField(null=True)
    particulars = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    batch = models.CharField(max_length=40, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer_id", "-happened_at", "-id"], name="entry_timeline"),
            models.Index(fields=["kind", "subject_id", "-id"], name="entry_subject"),
            models.Index(fields=["batch", "id"], name="entry_batch", condition=~models.Q(batch="")),
            models.Index(fields=["actor", "-id"], name="entry_actor"),
            models.Index(fields=["name", "id"], name="entry_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.kind}:{self.subject_id}"

    @property
    def subject(self) -> Subject:
        """The record it is about."""
        return Subject(self.kind, self.subject_id)
