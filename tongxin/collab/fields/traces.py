"""Where this room keeps something about people."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_subject, table_corner
from tongxin.base.registries import personal_data
from tongxin.base.subjects import Subject
from tongxin.collab.fields.models import FieldValue, OwnValues


def _of_customers(subjects: Collection[Subject]) -> Q:
    """The rows of these customers: an activity may have the same number."""
    return Q(field__kind="party", record_id__in=[one.id for one in subjects if one.kind == "party"])


def register_traces() -> None:
    """Values of the firm's own fields; they go with their record."""
    personal_data.register(
        "field_value", table_corner(FieldValue, "text", label=_("values of own fields"), of=_of_customers)
    )
    own = table_corner(
        OwnValues, "custom", label=_("own fields of activities and the like"), of=of_subject("kind", "record_id")
    )
    personal_data.register("own_values", own)
