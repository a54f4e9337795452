"""Django's sessions in the database, found by a question that is put into SQL once: every request asks it.

A session ends with its lifetime, or earlier after a silence. That somebody is there is written down twice a day at most.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from tongxin.base.database.prepared import prepared

_BEGUN: Final = "begun"
_NOT_WRITTEN: Final = timedelta(hours=12)


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

    def load(self) -> dict[str, Any]:  # Any: Django's own shape
        """What it holds; somebody is there, so it goes on."""
        found = self._get_session_from_db()
        if found is None:
            return {}
        data = self.decode(found.session_data)
        if _BEGUN in data and (until := _end_of(data)) - found.expire_date > _NOT_WRITTEN:
            Session.objects.filter(pk=found.pk).update(expire_date=until)
        return data

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:  # Any: as above
        """As it is written down."""
        data.setdefault(_BEGUN, timezone.now().timestamp())
        row = super().create_model_instance(data)
        row.expire_date = _end_of(data)
        return row


def _end_of(data: dict[str, Any]) -> datetime:  # Any: as above
    """When it ends unless somebody comes again."""
    now = timezone.now()
    begun = datetime.fromtimestamp(data[_BEGUN], now.tzinfo)
    silence = timedelta(seconds=settings.SESSION_SECONDS_OF_SILENCE)
    return min(begun + timedelta(seconds=settings.SESSION_COOKIE_AGE), now + silence)
