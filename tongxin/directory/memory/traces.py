"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.directory.memory.models import Fact


def register_traces() -> None:
    """What is remembered; it goes with the record."""
    fact = table_corner(Fact, "text", "told_by", label=_("remembered facts"), of=of_record("party_id"), document="fact")
    personal_data.register("fact", fact)
