"""A subject request: somebody demands to know, take away, put right or erase what we know of them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from tongxin.collab.people.models import Person


class SubjectRequest(models.Model):
    """A case. `party_id` is the record of the person, if we keep one; it stays a bare number when the record is gone. `words` are further
    numbers, addresses and names by which the person can be found. `outcome` is the printed account: what went, what was kept and why.

    The case itself is kept as the proof that the firm answered."""

    class Kind(models.TextChoices):
        FIND = "find", pgettext_lazy("subject request", "wants to know")
        EXPORT = "export", pgettext_lazy("subject request", "wants a copy")
        CORRECT = "correct", pgettext_lazy("subject request", "wants it put right")
        ERASE = "erase", pgettext_lazy("subject request", "wants it erased")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("subject request", "open")
        LOOKING = "looking", pgettext_lazy("subject request", "looking")
        FOUND = "found", pgettext_lazy("subject request", "found")
        ERASING = "erasing", pgettext_lazy("subject request", "erasing")
        ANSWERED = "answered", pgettext_lazy("subject request", "answered")
        REFUSED = "refused", pgettext_lazy("subject request", "refused")

    kind = models.CharField(pgettext_lazy("subject request", "what"), max_length=7, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    name = models.CharField(pgettext_lazy("subject request", "who asks"), max_length=120)
    identified_by = models.CharField(pgettext_lazy("subject request", "how identified"), max_length=200)
    party_id = models.BigIntegerField(null=True, db_index=True)
    words = models.JSONField(default=list, blank=True)
    note = models.TextField(pgettext_lazy("subject request", "what was asked"), blank=True)
    asked_on = models.DateField(pgettext_lazy("subject request", "asked on"))
    due_on = models.DateField(pgettext_lazy("subject request", "to be answered by"))
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    answer = models.TextField(pgettext_lazy("subject request", "answer"), blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_on", "id"], name="request_due", condition=Q(closed_at=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, state__in=["open", "looking", "found", "erasing"])
                | Q(closed_at__isnull=False, state__in=["answered", "refused"]),
                name="request_closed_with_an_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The case's page."""
        return reverse("subject_request", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.closed_at is None

    @property
    def erased(self) -> list[dict[str, Any]]:  # Any: JSON values
        """What went, by corner."""
        return list(self.outcome.get("gone", []))

    @property
    def kept(self) -> list[dict[str, Any]]:  # Any: as above
        """What was kept, and why: the printed list of holds."""
        return list(self.outcome.get("kept", []))


class Found(models.Model):
    """One thing that was found about the person: in which corner and row, why it is theirs, and how it reads. `is_chosen`: it goes when the
    person is erased. The rows are deleted with the end of the case."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.CASCADE, related_name="found")
    corner = models.CharField(max_length=40)
    row = models.CharField(max_length=60)
    tie = models.CharField(max_length=4)
    excerpt = models.TextField()
    file = models.CharField(max_length=64, blank=True)
    is_chosen = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "corner", "row"], name="found_once")]

    def __str__(self) -> str:
        return f"{self.corner}:{self.row}"
