"""An approval: one request on its way through a flow."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries.approval_kinds import ApprovalKind, approval_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.approvals.models.copy import Copy
from tongxin.collab.approvals.models.delegation import represented_by
from tongxin.collab.approvals.models.flow import FlowVersion
from tongxin.collab.approvals.models.holder import Holder
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Approvals, chosen. Loaded by doors only through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Whose it is, who entered it, who has it in hand or decided, who got to know, and administrators. Fails closed.

        After it was transferred or taken off somebody's hands it is closed to them again.
        """
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        mine = Q(initiator=person.pk) | Q(entered_by=person.pk)
        if can_administer(person):
            return self.filter(mine | ~Q(status="draft"))
        has = Holder.objects.filter(approval=OuterRef("pk")).in_hand_of(represented_by(person.pk))
        told = Copy.objects.filter(approval=OuterRef("pk"), person=person.pk)
        return self.filter(mine | Exists(has) | Exists(told))

    def started_by(self, person: Person) -> Self:
        """Those which a person asked for, or entered for somebody."""
        return self.filter(Q(initiator=person.pk) | Q(entered_by=person.pk))


class Approval(models.Model):
    """`length` counts the entries of its history, `facts_version` the changes of what is decided on. The initiator asked for
    it; `entered_by` typed it in, maybe on the initiator's behalf. `unit` is where the initiator stood when it began."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("approval", "draft")
        RUNNING = "running", pgettext_lazy("approval", "under way")
        AGREED = "agreed", pgettext_lazy("approval", "agreed")
        REFUSED = "refused", pgettext_lazy("approval", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("approval", "called off")
        ENDED = "ended", pgettext_lazy("approval", "ended by the administrator")
        SUSPENDED = "suspended", pgettext_lazy("approval", "suspended")
        STUCK = "stuck", pgettext_lazy("approval", "needs the administrator")

    version = models.ForeignKey(FlowVersion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=120)
    facts = models.JSONField(default=dict)
    facts_version = models.PositiveIntegerField(default=1)
    document_version = models.CharField(max_length=100, blank=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    initiator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    why_stuck = models.CharField(max_length=20, blank=True)
    length = models.PositiveIntegerField(default=0)
    is_entered_later = models.BooleanField(default=False)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    part_run = models.PositiveBigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "approval")
        indexes = [
            models.Index(fields=["initiator", "-created_at", "-id"], name="approval_of_initiator"),
            models.Index(fields=["entered_by", "-created_at", "-id"], name="approval_of_writer"),
            models.Index(
                fields=["subject_kind", "subject_id"], name="approval_of_subject", condition=Q(subject_id__isnull=False)
            ),
            models.Index(fields=["id"], name="approval_resting", condition=Q(status__in=["stuck", "suspended"])),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["agreed", "refused", "withdrawn", "ended"], ended_at__isnull=False)
                | Q(status__in=["draft", "running", "suspended", "stuck"], ended_at__isnull=True),
                name="approval_end_has_instant",
            ),
            models.UniqueConstraint(fields=["part_of", "part_run"], name="approval_part_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The approval's own page."""
        return reverse("approval", args=[self.pk])

    @property
    def matter(self) -> str:
        """The title without the flow's name in front, for where that stands beside it."""
        return self.title.removeprefix(f"{self.version.flow.name} · ")

    @property
    def subject(self) -> Subject | None:
        """Which record it is about."""
        return Subject(self.subject_kind, self.subject_id) if self.subject_id is not None else None

    @property
    def customer(self) -> int | None:
        """The party on whose timeline it stands."""
        return self.subject_id if self.subject_kind == "party" else None

    @property
    def kind_entry(self) -> ApprovalKind:
        """What its room said of this kind."""
        return approval_kinds.get(self.kind)

    @property
    def is_ended(self) -> bool:
        """Whether nothing is to come."""
        return self.ended_at is not None
