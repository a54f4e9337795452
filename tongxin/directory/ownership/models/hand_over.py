"""A hand-over: what one person held goes to another, with an account of every single thing."""

from typing import Any, Self

from django.db import models
from django.urls import reverse

from tongxin.collab.access.models import reach_of
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.people.models import Person

CUSTOMERS = "customers"  # what the registry of things held calls them


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Hand-overs, chosen. Loaded by doors only through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those one began, those about oneself and the people under one; administrators see all."""
        reach = reach_of(person)
        if not reach.person_id:
            return self.none()
        if reach.is_administrator:
            return self.all()
        mine = {reach.person_id, *everyone_under(person)}
        return self.filter(
            models.Q(begun_by=reach.person_id) | models.Q(giver__in=mine) | models.Q(taker=reach.person_id)
        )


class HandOver(models.Model):
    """`kinds` is what was asked for; `kept` counts what could not be moved, by kind."""

    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    kinds = models.JSONField(default=list)
    kept = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(giver=models.F("taker")), name="hand_over_to_another")
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.taker_id}"

    def get_absolute_url(self) -> str:
        """The account."""
        return reverse("hand_over", args=[self.pk])


class Moved(models.Model):
    """One thing that went over, of a kind in the registry `held`; `was` is what is needed to put it back."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="moved", db_index=False)
    kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    was = models.JSONField(default=dict)
    back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hand_over", "kind", "record_id"], name="moved_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record_id}"
