"""Forgetting what no longer matters."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from tongxin.collab.people.models import FailedSignIn

KEPT = timedelta(days=1)


def forget_past_attempts(*, now: datetime) -> dict[str, int]:
    """Delete wrong guesses that no limit counts any more, and sessions that have run out; answers how many of each."""
    guesses, _by_kind = FailedSignIn.objects.filter(at__lt=now - KEPT).delete()
    _all, ended = Session.objects.filter(expire_date__lt=now).delete()
    return {"guesses": guesses, "sessions": ended.get("sessions.Session", 0)}
