"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.views.models import SavedView


def register_traces() -> None:
    """Names and conditions of saved views."""
    personal_data.register("view", table_corner(SavedView, "name", "filter", label=_("saved views")))
