"""Ways of being in touch."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What one does with a customer. A step may also be a plain task; only a note is no contact."""

    CALL = "call", _("call")
    VISIT = "visit", _("visit")
    MEETING = "meeting", _("meeting")
    MESSAGE = "message", _("message")
    EMAIL = "email", _("e-mail")
    NOTE = "note", _("note")
    TASK = "task", _("task")


HAPPENED = [Kind.CALL, Kind.VISIT, Kind.MEETING, Kind.MESSAGE, Kind.EMAIL, Kind.NOTE]
PLANNED = [Kind.TASK, Kind.CALL, Kind.VISIT, Kind.MEETING, Kind.MESSAGE, Kind.EMAIL]
ICONS = {
    Kind.CALL: "phone",
    Kind.VISIT: "pin",
    Kind.MEETING: "people",
    Kind.MESSAGE: "chat",
    Kind.EMAIL: "mail",
    Kind.NOTE: "edit",
    Kind.TASK: "check",
}
