"""The room's own work."""

from tongxin.base.work import Handle, work
from tongxin.collab.fields.actions.bearing import recount


@work(name="fields.recount")
def recount_kind(*, kind: str, job: Handle) -> dict[str, int]:
    """Work the firm's formulas out anew for all records of a kind that does not keep its own values."""
    return recount(kind=kind, job=job)
