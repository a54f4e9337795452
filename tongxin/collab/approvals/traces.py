"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_subject, table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.approvals.models import Approval, HistoryEntry


def register_traces() -> None:
    """What was asked for, and what was said about it. Who decided what stays; the words about an erased person go."""
    of = of_subject("subject_kind", "subject_id")
    personal_data.register(
        "approval", table_corner(Approval, "title", "facts", label=_("Approvals"), of=of, own="redact")
    )
    personal_data.register(
        "approval_entry", table_corner(HistoryEntry, "data", "commands", label=_("what was said in approvals"))
    )
