"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.interfaces.webforms.models import Entry


def register_traces() -> None:
    """What visitors wrote is deleted with the person who wrote it."""
    of = of_record("party_id")
    personal_data.register(
        "webentry", table_corner(Entry, "values", "net", label=_("entries of web forms"), of=of, own="delete")
    )
