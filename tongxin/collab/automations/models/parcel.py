"""A parcel: what a rule sends out of the house, tried until it is taken or given up."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from tongxin.collab.automations.models.hook import Hook
from tongxin.collab.automations.models.run import Run
from tongxin.collab.notices.models import Channel

# Between the tries, three days in all with what is added by chance. A group of people is told within hours or not at all.
PAUSES = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 60, 300, 1_800, 2 * 3_600, 4 * 3_600, 8 * 3_600, 12 * 3_600, 16 * 3_600, 20 * 3_600)
)
MOST_TRIES, MOST_TO_GROUP = len(PAUSES) + 1, 7


class Parcel(models.Model):
    """To a hook or into a channel's group. `key` is the same at every try, so that whoever receives it twice can know."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("delivery", "waiting")
        SENT = "sent", pgettext_lazy("delivery", "sent")
        FAILED = "failed", pgettext_lazy("delivery", "failed")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="parcels")
    key = models.CharField(max_length=60, unique=True)
    hook = models.ForeignKey(Hook, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = models.ForeignKey(Channel, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hook__isnull=False, channel=None) | Q(hook=None, channel__isnull=False),
                name="parcel_has_one_way",
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def most_tries(self) -> int:
        """After so many it is given up."""
        return MOST_TO_GROUP if self.hook_id is None else MOST_TRIES


class Told(models.Model):
    """How many times a service was told of a record. The `last` number goes out with each, so that whoever hears an older one later knows it."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="+", db_index=False)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hook", "subject_kind", "subject_id"], name="told_of_record_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} {self.last}"
