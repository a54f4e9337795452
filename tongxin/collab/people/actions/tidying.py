"""Forgetting what no longer matters."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from tongxin.collab.people.models import FailedSignIn, TrustedBrowser

KEPT = timedelta(days=1)


def forget_past_attempts(*, now: datetime) -> dict[str, int]:
    """Delete wrong guesses that no limit counts any more, sessions that have run out, and trust in browsers; answers how many of each."""
    guesses, _by_kind = FailedSignIn.objects.filter(at__lt=now - KEPT).delete()
    _all, ended = Session.objects.filter(expire_date__lt=now).delete()
    browsers, _same = TrustedBrowser.objects.filter(until__lte=now).delete()
    return {"guesses": guesses, "sessions": ended.get("sessions.Session", 0), "browsers": browsers}
