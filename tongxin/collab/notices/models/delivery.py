"""A delivery: one notice on its way to one person by one channel."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.access.policies import can_administer
from tongxin.collab.notices.models.channel import Channel
from tongxin.collab.notices.models.notice import Notice
from tongxin.collab.people.models import Person

MOST_TRIES = 10


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """One's own; administrators see all, without what the notices say. Fails closed."""
        if can_administer(person):
            return self.all()
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        return self.filter(person=person)

    def due(self, now: datetime) -> Self:
        """Those whose turn has come."""
        return self.filter(state=Delivery.State.WAITING, due_at__lte=now)


class Delivery(models.Model):
    """`message` is the key under which it leaves, the same at every try and for all that leave together.

    While somebody sends it, `due_at` lies a little ahead: if the sender dies, another one takes it up then.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("delivery", "waiting")
        SENT = "sent", pgettext_lazy("delivery", "sent")
        FAILED = "failed", pgettext_lazy("delivery", "failed")
        DROPPED = "dropped", pgettext_lazy("delivery", "not needed")

    class Reason(models.TextChoices):
        NONE = "", ""
        READ = "read", _("read before it left")
        GONE = "gone", _("the record is out of this person's sight")
        OFF = "off", _("the channel was switched off")
        LEFT = "left", _("the person has left")
        NO_ANSWER = "no_answer", _("no answer")
        REFUSED = "refused", pgettext_lazy("delivery", "refused")

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=36, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["person", "-id"], name="delivery_of_person"),
            models.Index(fields=["state", "-id"], name="delivery_by_state"),
        ]
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.channel_id}"
