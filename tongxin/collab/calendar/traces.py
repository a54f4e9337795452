"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_subject, table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.calendar.models import Entry, Guest


def register_traces() -> None:
    """What takes place may name somebody; entries about a person's record go with it, and guests from elsewhere are people."""
    of = of_subject("subject_kind", "subject_id")
    columns = ("title", "note", "place")
    personal_data.register(
        "calendar_entry",
        table_corner(Entry, *columns, label=_("entries of calendars"), of=of, own="delete", document="calendar_entry"),
    )
    personal_data.register("calendar_guest", table_corner(Guest, "name", "email", "remark", label=_("invitations")))
