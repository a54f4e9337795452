"""This room's pieces of other pages: what is being decided about a record, and what waits for oneself."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.models import Approval, Holder
from tongxin.collab.approvals.queries.inbox import count_waiting, used_share, waiting_for

_SHOWN, _TODAY = 3, 5


@prepared
def _about(kind: str, record: int) -> QuerySet[Approval, int]:
    rows = Approval.objects.filter(subject_kind=kind, subject_id=record).exclude(status="draft")
    return rows.order_by("-id").values_list("pk", flat=True)


def is_there() -> Exists:
    """Whether there is any approval about the customer at hand."""
    return Exists(Approval.objects.filter(subject_kind="party", subject_id=OuterRef("pk")).exclude(status="draft"))


def today_context(person: Any, nothing: None) -> dict[str, Any] | None:  # Any: as below
    """What waits for one's decision, the most urgent first; nothing when there is nothing."""
    count = count_waiting(person)
    if not count:
        return None
    rows = waiting_for(person).select_related("approval__initiator", "approval__version__flow")
    shown = rows.defer("approval__facts", "approval__version__graph")[:_TODAY]
    return {"rows": [(row, used_share(row, now())) for row in shown], "count": count, "now": now()}


def approvals_panel(person: Any, record: Any) -> dict[str, Any]:  # Any: person and record types of the rooms above
    """The newest approvals about a customer that this person may see, with who has them in hand."""
    numbers = list(_about("party", record.pk)) if getattr(record, "has_approvals", True) else []
    rows = Approval.objects.visible_to(person).filter(pk__in=numbers).select_related("version__flow", "initiator")
    found = list(rows.order_by("-id")[:_SHOWN]) if numbers else []
    held: dict[int, list[Holder]] = {}
    for row in Holder.objects.open().filter(approval__in=found).select_related("person") if found else ():
        held.setdefault(row.approval_id, []).append(row)
    return {"rows": [(one, held.get(one.pk, [])) for one in found], "about": str(Subject("party", record.pk))}
