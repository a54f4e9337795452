"""A task: what somebody promised a colleague, or themselves, about any record or none."""

from collections import defaultdict
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import reach_of
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models.repeating import Every

_CUSTOMER = "party"


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks, chosen. Loaded by doors only through `visible_to(person)`, or as one's own."""

    def of(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those in which the person has a part: asked for, to do, or to help with. Fails closed."""
        number = reach_of(person).person_id
        if not number:
            return self.none()
        helping = TaskHelper.objects.filter(person=number).values("task")
        return self.filter(Q(owner=number) | Q(made_by=number) | Q(pk__in=helping))

    def visible_to(self, person: Any) -> Self:  # Any: as above
        """One's own, and those on records which the person may see. Asks each kind once, so choose first. Fails closed."""
        number = reach_of(person).person_id
        if not number:
            return self.none()
        records: dict[str, set[int]] = defaultdict(set)
        on = self.order_by().exclude(subject_kind="").values_list("subject_kind", "subject_id").distinct()
        for kind, record in on:
            records[kind].add(record)
        seen = Q(owner=number) | Q(made_by=number)
        seen |= Q(pk__in=TaskHelper.objects.filter(person=number).values("task"))
        for name, ids in records.items():
            known = subject_kinds.find(name)
            if known is not None:
                seen |= Q(subject_kind=name, subject_id__in=list(known.visible(person, ids)))
        return self.filter(seen)

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """Those which the person has to do or asked for."""
        number = reach_of(person).person_id
        return self.filter(Q(owner=number) | Q(made_by=number)) if number else self.none()

    def on(self, subject: Subject) -> Self:
        """Those about one record."""
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)

    def open(self) -> Self:
        """Those still to be done."""
        return self.filter(done_at=None, cancelled_at=None)

    def soonest_first(self) -> Self:
        """By the day promised; those without one at the end."""
        return self.order_by(F("due_on").asc(nulls_last=True), "id")


class Task(models.Model):
    """`made_by` asked, `owner` does it. A task for somebody else waits until it is accepted; declined it is the asker's turn again.

    `after` names the task that must be done first, `begun_on` the day from which a repeated one counts, `follows` the one
    before it. `state` follows from the instants. `chased` is how far this promise was chased: 1 its owner was reminded, 2 the asker was told that it is late.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("task", "not answered yet")
        PROMISED = "promised", pgettext_lazy("task", "promised")
        DECLINED = "declined", pgettext_lazy("task", "declined")
        DONE = "done", pgettext_lazy("task", "done")
        GIVEN_UP = "given_up", pgettext_lazy("task", "given up")

    text = models.CharField(max_length=500)
    note = models.TextField(blank=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    helpers = models.ManyToManyField(Person, through="TaskHelper", related_name="+")
    due_on = models.DateField(null=True, blank=True)
    every = models.CharField(max_length=8, blank=True, choices=Every.choices)
    begun_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="next_ones")
    after = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="waiting_ones")
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    state = models.GeneratedField(
        expression=Case(
            When(cancelled_at__isnull=False, then=Value("given_up")),
            When(done_at__isnull=False, then=Value("done")),
            When(declined_at__isnull=False, then=Value("declined")),
            When(accepted_at__isnull=True, then=Value("asked")),
            default=Value("promised"),
        ),
        output_field=models.CharField(max_length=8, choices=State.choices),
        db_persist=True,
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"], name="task_to_do", condition=Q(done_at=None, cancelled_at=None)
            ),
            models.Index(fields=["made_by", "-id"], name="task_asked_for"),
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="task_of_record"),
            models.Index(fields=["done_by", "-done_at"], name="task_done", condition=Q(done_at__isnull=False)),
            models.Index(
                fields=["due_on"], name="task_to_chase", condition=Q(done_at=None, cancelled_at=None, chased__lt=2)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="task_has_words"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(cancelled_at=None), name="task_ends_once"),
            models.CheckConstraint(condition=Q(accepted_at=None) | Q(declined_at=None), name="task_answered_once"),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id=None) | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
                name="task_about_a_whole_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("task", args=[self.pk])

    def get_state_display(self) -> str:
        """Its state in a word."""
        return str(self.State(self.state).label)

    @property
    def subject(self) -> Subject | None:
        """The record it is about."""
        return Subject(self.subject_kind, self.subject_id) if self.subject_id is not None else None

    @property
    def customer(self) -> int | None:
        """The customer on whose timeline it belongs."""
        return self.subject_id if self.subject_kind == _CUSTOMER else None

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.done_at is None and self.cancelled_at is None

    @property
    def is_asked(self) -> bool:
        """Waits for the word of whoever should do it."""
        return self.is_open and self.accepted_at is None and self.declined_at is None

    @property
    def is_declined(self) -> bool:
        """Somebody said no; who asked has to think again."""
        return self.is_open and self.declined_at is not None

    @property
    def is_blocked(self) -> bool:
        """Another task comes first."""
        return self.is_open and self.after is not None and self.after.is_open

    def is_late(self, today: date) -> bool:
        """Open, and its day has passed."""
        return self.is_open and self.due_on is not None and self.due_on < today


class TaskHelper(models.Model):
    """Somebody who helps with a task: sees it, and ticks its list."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="helping")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "person"], name="task_helper_once")]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.person_id}"
