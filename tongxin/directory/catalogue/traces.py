"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.directory.catalogue.models import AgreedPrice


def register_traces() -> None:
    """A project may bear somebody's name; it goes with the customer."""
    personal_data.register(
        "agreed_price", table_corner(AgreedPrice, "project", label=_("agreed prices"), of=of_record("party_id"))
    )
