"""What one person wants to hear, by which channel, how often, and when not."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.notices.models.channel import Channel
from tongxin.collab.people.models import Person


class Matter(models.TextChoices):
    """What a notice is to its reader."""

    TURN = "turn", _("What waits for me: decisions, tasks, steps")
    TALK = "talk", _("What people say to me: mentions, answers")
    NEWS = "news", _("What came of it: ends, hand-overs, imports")


class Pace(models.TextChoices):
    """How often."""

    NOW = "now", _("at once")
    DIGEST = "digest", _("once a day, together")
    NEVER = "never", pgettext_lazy("notices", "not at all")


# What holds for people who chose nothing: a group reads along, so a robot speaks only when it is somebody's turn.
_MAIL = {Matter.TURN: Pace.NOW, Matter.TALK: Pace.NOW, Matter.NEWS: Pace.DIGEST}
_ROBOT = {Matter.TURN: Pace.DIGEST, Matter.TALK: Pace.NEVER, Matter.NEWS: Pace.NEVER}


class Habits(models.Model):
    """`paces` is {number of the channel: {matter: pace}}; what is absent is as the program thinks best. `quiet` is {number of the channel:
    [from, until]} for those with quiet hours of their own."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    paces = models.JSONField(default=dict)
    quiet = models.JSONField(default=dict)
    quiet_from = models.TimeField(default=time(21))
    quiet_until = models.TimeField(default=time(8))
    digest_at = models.TimeField(default=time(8, 30))

    def __str__(self) -> str:
        return f"{self.person_id}"

    def quiet_of(self, channel: Channel) -> tuple[time, time]:
        """From when until when nothing leaves by this channel."""
        own = self.quiet.get(str(channel.pk))
        begin, end = map(time.fromisoformat, own) if own else (self.quiet_from, self.quiet_until)
        return begin, end

    def pace(self, channel: Channel, matter: str) -> str:
        """How often this person hears of such matters by this channel."""
        chosen = self.paces.get(str(channel.pk), {}).get(matter)
        usual = _MAIL if channel.is_personal else _ROBOT
        return chosen if chosen in Pace.values else usual[Matter(matter)]
