"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.views.models import BulkChange, SavedView


def register_traces() -> None:
    """Names and conditions of saved views, and changes of many records that name somebody."""
    personal_data.register("bulk_change", table_corner(BulkChange, "values", "address", label=_("bulk changes")))
    personal_data.register("view", table_corner(SavedView, "name", "filter", label=_("saved views")))
