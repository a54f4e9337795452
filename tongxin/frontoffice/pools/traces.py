"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.frontoffice.pools.models import Stay


def register_traces() -> None:
    """Why somebody came into a pool, and why they are of no use; it goes with the record."""
    of = of_record("party_id")
    personal_data.register("stay", table_corner(Stay, "why", "invalid_why", label=_("stays in pools"), of=of))
