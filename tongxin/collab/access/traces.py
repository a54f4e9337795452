"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_subject, table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.access.models import Share


def register_traces() -> None:
    """With whom a record was shared."""
    of = of_subject("kind", "record_id")
    personal_data.register("share", table_corner(Share, label=_("shares"), of=of, own="delete"))
