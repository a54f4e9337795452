"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import work
from tongxin.collab.files.actions import sweep_attachments, sweep_contents


@work(name="files.sweep", every=timedelta(days=1))
def sweep() -> dict[str, int]:
    """Forget what nobody can restore or refer to any more."""
    return {"attachments": sweep_attachments(now=now()), "contents": sweep_contents(now=now())}
