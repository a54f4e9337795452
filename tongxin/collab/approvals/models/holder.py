"""Who has it in hand: the tasks of all approvals as rows, so that an inbox is one look into an index."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from tongxin.collab.people.models import Person

IN_HAND = ("open", "waiting", "agreed", "refused", "returned", "accepted", "declined", "resubmitted")


class HolderQuerySet(models.QuerySet["Holder"]):
    """Tasks, chosen."""

    def open(self) -> Self:
        """What people have to do now."""
        return self.filter(is_open=True)

    def undecided(self) -> Self:
        """What people have to do now or later: a pause or somebody else's answer may come first."""
        return self.filter(status__in=("open", "waiting", "queued"), approval__ended_at=None)

    def for_anyone_of(self, represented: Mapping[int, frozenset[str] | None]) -> Self:
        """Those of these people, each within the kinds of approvals that are given (None: every kind)."""
        everything = [person for person, kinds in represented.items() if kinds is None]
        wanted = Q(person__in=everything)
        for person, kinds in represented.items():
            if kinds is not None:
                wanted |= Q(person=person, kind__in=sorted(kinds))
        return self.filter(wanted)

    def in_hand_of(self, represented: Mapping[int, frozenset[str] | None]) -> Self:
        """Those which one of these people has or had and decided; for others only what is open."""
        own = next(iter(represented))
        rest = {person: kinds for person, kinds in represented.items() if person != own}
        mine = Q(person=own, status__in=IN_HAND) | Q(acted_by=own, status__in=IN_HAND)
        if not rest:
            return self.filter(mine)
        return self.filter(mine | Q(pk__in=Holder.objects.open().for_anyone_of(rest).values("pk")))

    def decided(self) -> Self:
        """Those on which somebody has decided."""
        return self.filter(decided_at__isnull=False)


class Holder(models.Model):
    """One task (`number`) of an approval. Derived from the history and written with it, never by itself.

    `minutes` is the promised working time of the step; `minutes_left` what is left of it while the clock rests.
    """

    approval = models.ForeignKey("approvals.Approval", on_delete=models.PROTECT, related_name="holders", db_index=False)
    number = models.PositiveBigIntegerField()
    flow = models.ForeignKey("approvals.Flow", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    node = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    origin = models.CharField(max_length=10)
    status = models.CharField(max_length=12)
    is_open = models.BooleanField()
    since = models.DateTimeField()
    minutes = models.PositiveIntegerField(default=0)
    minutes_left = models.IntegerField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    acted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    took_minutes = models.PositiveIntegerField(null=True, blank=True)

    objects = HolderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "due_at", "id"], name="holder_inbox", condition=Q(is_open=True)),
            models.Index(fields=["due_at", "id"], name="holder_late", condition=Q(is_open=True)),
            models.Index(
                fields=["acted_by", "-decided_at", "-id"], name="holder_done", condition=Q(acted_by__isnull=False)
            ),
            models.Index(
                fields=["flow", "node", "-decided_at"], name="holder_usual", condition=Q(took_minutes__isnull=False)
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["approval", "number"], name="holder_once")]

    def __str__(self) -> str:
        return f"{self.approval_id}.{self.number}: {self.person_id} {self.status}"

    def is_late(self, now: datetime) -> bool:
        """Open, and the promised time is over."""
        return self.is_open and self.due_at is not None and self.due_at < now

    @staticmethod
    def numbers(rows: Iterable["Holder"]) -> set[int]:
        """The people who hold these."""
        return {row.person_id for row in rows}
