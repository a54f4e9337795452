"""How long a step usually takes: the median of its last thirty decisions."""

from statistics import median

from tongxin.collab.approvals.models import Holder

_LAST = 30


def usual_minutes(flow: int, node: str) -> int | None:
    """Working minutes, or None while nobody has decided there."""
    rows = Holder.objects.filter(flow=flow, node=node, took_minutes__isnull=False).order_by("-decided_at")
    taken = [minutes for minutes in rows.values_list("took_minutes", flat=True)[:_LAST] if minutes is not None]
    return round(median(taken)) if taken else None
