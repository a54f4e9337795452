"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.fields.models import FieldValue


def register_traces() -> None:
    """Values of the firm's own fields; they go with their record."""
    personal_data.register(
        "field_value", table_corner(FieldValue, "text", label=_("values of own fields"), of=of_record("record_id"))
    )
