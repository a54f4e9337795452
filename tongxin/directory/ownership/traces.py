"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.directory.ownership.models import HandOver, KeyCustomer, Moved


def register_traces() -> None:
    """Why a customer stays with its owner, and what was handed over."""
    personal_data.register(
        "key_customer", table_corner(KeyCustomer, "why", label=_("key customers"), of=of_record("party_id"))
    )
    personal_data.register("hand_over", table_corner(HandOver, "kept", label=_("hand-overs")))
    personal_data.register("moved", table_corner(Moved, "was", label=_("what was handed over")))
