"""Django's sessions in the database, found by a question that is put into SQL once, for every request asks it.

A session ends with its lifetime, or earlier after a silence. That somebody is there is written down every ten minutes at most.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db import DatabaseError, models, transaction

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.web.devices import KEPT, shortened
from tongxin.collab.people.models import SignedIn
from tongxin.collab.people.models.signed_in import AGENT, BEGUN, NETWORK

_NOT_WRITTEN: Final = timedelta(hours=12)
_NOT_SEEN: Final = timedelta(minutes=10)


@prepared
def _living(key: str, at: datetime) -> models.QuerySet[Session]:
    return Session.objects.select_related("signed_in").filter(session_key=key, expire_date__gt=at)


class SessionStore(db.SessionStore):
    """One session. Loaded anew with each request, so that one that was ended is over at once."""

    def begin(self, *, agent: str, address: str) -> None:
        """Write down in which browser it begins, and from where, shortened."""
        self[AGENT], self[NETWORK] = agent[:KEPT], shortened(address)

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        found = next(iter(_living(key, now())), None) if key else None
        if found is None:
            self._session_key = None
        return found

    def load(self) -> dict[str, Any]:  # Any: Django's own shape
        """What it holds; somebody is there, so it goes on."""
        found = self._get_session_from_db()
        if found is None:
            return {}
        data = self.decode(found.session_data)
        known = getattr(found, "signed_in", None)
        if SESSION_KEY in data and (known is None or now() - known.seen_at > _NOT_SEEN):
            with suppress(DatabaseError), transaction.atomic():  # pages can be read while nothing can be written
                _note(found.session_key, data)
        if BEGUN in data and (until := _end_of(data)) - found.expire_date > _NOT_WRITTEN:
            Session.objects.filter(pk=found.pk).update(expire_date=until)
        return data

    def save(self, must_create: bool = False) -> None:
        """Keep it, and whose it is."""
        super().save(must_create)
        if self.session_key and SESSION_KEY in self:
            _note(self.session_key, dict(self.items()))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:  # Any: as above
        """As it is written down."""
        data.setdefault(BEGUN, now().timestamp())
        row = super().create_model_instance(data)
        row.expire_date = _end_of(data)
        return row


def _note(key: str, data: dict[str, Any]) -> None:  # Any: as above
    row = SignedIn(session_id=key, person_id=int(data[SESSION_KEY]), seen_at=now())
    columns = ["person", "seen_at"]
    SignedIn.objects.bulk_create([row], update_conflicts=True, update_fields=columns, unique_fields=["session"])


def _end_of(data: dict[str, Any]) -> datetime:  # Any: as above
    """When it ends unless somebody comes again."""
    at = now()
    begun = datetime.fromtimestamp(data[BEGUN], at.tzinfo)
    silence = timedelta(seconds=settings.SESSION_SECONDS_OF_SILENCE)
    return min(begun + timedelta(seconds=settings.SESSION_COOKIE_AGE), at + silence)
