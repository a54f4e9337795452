"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.database.tracing import of_subject, table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.notices.models import Delivery, Notice


def register_traces() -> None:
    """Notices about a person's records are of no use without them. What a service answered may name an address."""
    of = of_subject("subject_kind", "subject_id")
    personal_data.register("notice", table_corner(Notice, "particulars", label=_("notices"), of=of, own="delete"))
    personal_data.register(
        "delivery", table_corner(Delivery, "answer", label=pgettext_lazy("personal data", "answers of channels"))
    )
