"""A parcel: what a rule sends out of the house, tried until it is taken or given up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from tongxin.collab.automations.models.hook import Hook
from tongxin.collab.automations.models.run import Run
from tongxin.collab.notices.models import Channel

MOST_TRIES = 10


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
