"""Ways of being in touch."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What one does with a customer. A step may also be a plain task; only a note is no contact."""

    CALL = "call", pgettext_lazy("kind of activity", "Call")
    VISIT = "visit", pgettext_lazy("kind of activity", "Visit")
    MEETING = "meeting", pgettext_lazy("kind of activity", "Meeting")
    MESSAGE = "message", pgettext_lazy("kind of activity", "Message")
    EMAIL = "email", pgettext_lazy("kind of activity", "Email")
    NOTE = "note", pgettext_lazy("kind of activity", "Note")
    TASK = "task", pgettext_lazy("kind of activity", "To-do")


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
