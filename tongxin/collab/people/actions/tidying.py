"""Forgetting what no longer matters."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from tongxin.base.database.secret import Secret
from tongxin.collab.people.models import FailedSignIn, SecondFactor, TrustedBrowser
from tongxin.collab.people.models.second_factor import SET_UP_WITHIN

KEPT = timedelta(days=1)


def forget_past_attempts(*, now: datetime) -> dict[str, int]:
    """Delete wrong guesses that no limit counts any more, sessions that have run out, and trust in browsers; answers how many of each.

    Keys of apps that were never confirmed go too."""
    guesses, _by_kind = FailedSignIn.objects.filter(at__lt=now - KEPT).delete()
    _all, ended = Session.objects.filter(expire_date__lt=now).delete()
    browsers, _same = TrustedBrowser.objects.filter(until__lte=now).delete()
    SecondFactor.objects.filter(next_at__lte=now - SET_UP_WITHIN).update(next_key=Secret(), next_at=None)
    return {"guesses": guesses, "sessions": ended.get("sessions.Session", 0), "browsers": browsers}
