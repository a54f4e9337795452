"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.jobs.models import Job, Once


def register_traces() -> None:
    """What jobs were given and answered, and answers kept for requests that come twice."""
    said = ("arguments", "result", "error", "progress_note")
    personal_data.register("job", table_corner(Job, *said, label=_("background work")))
    personal_data.register("once", table_corner(Once, "answer", label=_("kept answers"), mention="delete"))
