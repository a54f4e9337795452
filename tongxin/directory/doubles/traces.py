"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import either, of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.directory.doubles.models import Move, Pair


def register_traces() -> None:
    """Reasons of likely doubles, and what merges moved; both go with their records."""
    of = either(of_record("one_id"), of_record("other_id"))
    personal_data.register("pair", table_corner(Pair, "reasons", label=_("possible doubles"), of=of))
    of = either(of_record("merge__kept_id"), of_record("merge__gone_id"))
    personal_data.register("move", table_corner(Move, "before", "after", label=_("what merges moved"), of=of))
