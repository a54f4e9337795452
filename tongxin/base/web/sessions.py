"""Django's sessions in the database, found by a question that is put into SQL once: every request asks it."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from tongxin.base.database.prepared import prepared


@prepared
def _living(key: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


class SessionStore(db.SessionStore):
    """One session. Loaded anew with each request, so that one that was ended is over at once."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        found = next(iter(_living(key, timezone.now())), None) if key else None
        if found is None:
            self._session_key = None
        return found
