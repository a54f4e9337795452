"""The room's own work."""

from datetime import timedelta

from tongxin.base.work import Handle, work
from tongxin.directory.doubles.actions.looking import look_at_changed


@work(name="doubles.look", every=timedelta(minutes=2))
def look(*, job: Handle) -> dict[str, int]:
    """Look again at parties that changed."""
    return look_at_changed(job=job)
