"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import either, of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.directory.activities.models import Activity, Step


def register_traces() -> None:
    """What passed between us, and what is planned. With a firm it stays, without the person's name."""
    of = of_record("party_id")
    near = either(of, of_record("people__pk"))
    activity = table_corner(Activity, "text", label=_("notes and contacts"), of=of, near=near, document="activity")
    personal_data.register("activity", activity)
    personal_data.register("step", table_corner(Step, "text", label=_("steps"), of=of, near=near))
