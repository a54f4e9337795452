"""The room's own work."""

from datetime import timedelta

from tongxin.base.work import Handle, work
from tongxin.collab.people.models import Person
from tongxin.directory.privacy.actions import erase_subject, let_go, look_for_subject


@work(name="privacy.look")
def look(*, request: int) -> dict[str, int]:
    """Find everything about the person of a case."""
    return {"found": look_for_subject(request_id=request)}


@work(name="privacy.erase")
def erase(*, request: int, by: int) -> dict[str, int]:
    """Erase what was chosen."""
    erased = erase_subject(request_id=request, by=Person.objects.get(pk=by))
    return {"gone": sum(erased.gone.values()), "kept": len(erased.kept)}


@work(name="privacy.let_go", every=timedelta(days=1))
def let_go_daily(*, job: Handle) -> dict[str, int]:
    """Let go of what the firm no longer needs."""
    return let_go(job=job)
