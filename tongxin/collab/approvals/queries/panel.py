"""This room's piece of a record's page: what is being decided about it, and what was."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.models import Approval, Holder

_SHOWN = 3


@prepared
def _about(kind: str, record: int) -> QuerySet[Approval, int]:
    rows = Approval.objects.filter(subject_kind=kind, subject_id=record).exclude(status="draft")
    return rows.order_by("-id").values_list("pk", flat=True)


def is_there() -> Exists:
    """Whether there is any approval about the customer at hand."""
    return Exists(Approval.objects.filter(subject_kind="party", subject_id=OuterRef("pk")).exclude(status="draft"))


def approvals_panel(person: Any, record: Any) -> dict[str, Any]:  # Any: person and record types of the rooms above
    """The newest approvals about a customer that this person may see, with who has them in hand."""
    numbers = list(_about("party", record.pk)) if getattr(record, "has_approvals", True) else []
    rows = Approval.objects.visible_to(person).filter(pk__in=numbers).select_related("version__flow", "initiator")
    found = list(rows.order_by("-id")[:_SHOWN]) if numbers else []
    held: dict[int, list[Holder]] = {}
    for row in Holder.objects.open().filter(approval__in=found).select_related("person") if found else ():
        held.setdefault(row.approval_id, []).append(row)
    return {"rows": [(one, held.get(one.pk, [])) for one in found], "about": str(Subject("party", record.pk))}
