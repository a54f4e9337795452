"""A stay: one customer's time in a pool, from coming in to being taken. Open stays are the pool; all together they are its log."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models.pool import Pool


class StayQuerySet(models.QuerySet["Stay"]):
    """Stays, chosen. Loaded by doors only through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those in pools which the person may look into; a role that opens customers opens no pool, and the other way round."""
        return self.filter(pool__in=Pool.objects.visible_to(person).values("pk"))

    def open(self) -> Self:
        """Those that last: who is in the pool now, without customers in the recycle bin."""
        return self.filter(left_at=None, party__deleted_at=None)


class Stay(models.Model):
    """`came_from`, `unit` and `colleagues` say how it was before, so that a slip can be taken back."""

    class Way(models.TextChoices):
        RULE = "rule", pgettext_lazy("into the pool", "by rule")
        RELEASED = "released", pgettext_lazy("into the pool", "given back")
        BROUGHT = "brought", pgettext_lazy("into the pool", "brought in")

    class End(models.TextChoices):
        CLAIMED = "claimed", pgettext_lazy("out of the pool", "claimed")
        ASSIGNED = "assigned", pgettext_lazy("out of the pool", "assigned")
        DEALT = "dealt", pgettext_lazy("out of the pool", "handed out by rule")
        UNDONE = "undone", pgettext_lazy("out of the pool", "taken back")
        MOVED = "moved", pgettext_lazy("out of the pool", "moved to another pool")
        MERGED = "merged", pgettext_lazy("out of the pool", "merged with another record")

    party = models.ForeignKey(Party, verbose_name=_("customer"), on_delete=models.CASCADE, related_name="pool_stays")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="stays", db_index=False)
    came_at = models.DateTimeField(_("came"))
    way = models.CharField(max_length=10, choices=Way.choices)
    why = models.CharField(_("why"), max_length=300, blank=True)
    came_from = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    colleagues = models.JSONField(default=list, blank=True)
    put_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    rule_version = models.PositiveIntegerField(default=0)
    invalid_why = models.CharField(_("why it is invalid"), max_length=200, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=End.choices, blank=True)
    taken_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = StayQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["pool", "-came_at", "-id"], name="stay_in_pool", condition=Q(left_at=None)),
            models.Index(fields=["pool", "-id"], name="stay_log"),
            models.Index(fields=["taken_by", "-left_at"], name="stay_taken", condition=Q(left_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["party"], condition=Q(left_at=None), name="stay_in_one_pool"),
            models.CheckConstraint(condition=Q(left_at=None) | ~Q(end=""), name="stay_left_somehow"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} @ {self.pool_id}"


class Look(models.Model):
    """Somebody opened the details of a customer in a pool; counted once a stay."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="look_by_person")]
        constraints = [models.UniqueConstraint(fields=["stay", "person"], name="look_once_a_stay")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.stay_id}"
