"""Delegations: who decides for whom, from when until when, and for which kinds of approvals."""

from collections import defaultdict
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.collab.people.models import Person

DEEPEST = 5


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations, chosen."""

    def holding(self, at: datetime) -> Self:
        """Those in force at an instant."""
        return self.filter(starts_at__lte=at, ends_at__gt=at, ended_at=None)

    def touching(self, start: datetime, end: datetime) -> Self:
        """Those in force at any time of a period."""
        return self.filter(starts_at__lt=end, ends_at__gt=start, ended_at=None)


class Delegation(models.Model):
    """`to` may act for `person`; whoever acts first closes the task. No kinds mean all of them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, verbose_name=_("who acts for me"), on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    kinds = models.JSONField(_("for which approvals"), default=list, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["to", "ends_at"], name="delegation_open", condition=Q(ended_at=None))]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("to")), name="delegation_to_another"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="delegation_has_time"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.to_id}"


@prepared
def _holding(at: datetime) -> QuerySet[Delegation, tuple[int, int, list[str]]]:
    return Delegation.objects.holding(at).values_list("to_id", "person_id", "kinds")


def represented_by(person: int, at: datetime | None = None) -> dict[int, frozenset[str] | None]:
    """For whom a person may act now, through others too, and for which kinds (None: all). The person comes first.

    A circle ends where it began: nobody is met twice.
    """
    found: dict[int, frozenset[str] | None] = {person: None}
    rows = _holding(at or now())
    given: dict[int, list[tuple[int, list[str]]]] = defaultdict(list)
    for to, who, kinds in rows:
        given[to].append((who, kinds))
    frontier = [person]
    for _depth in range(DEEPEST):
        following = []
        for agent in frontier:
            for who, kinds in given[agent]:
                within = _both(found[agent], frozenset(kinds) or None)
                if who not in found and within != frozenset():
                    found[who] = within
                    following.append(who)
        frontier = following
    return found


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other
