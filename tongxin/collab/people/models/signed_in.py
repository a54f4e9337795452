"""Where somebody is signed in: a row beside each of Django's sessions that is somebody's."""

from datetime import datetime
from typing import Any, Final, Self

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from tongxin.base.web.devices import device_of
from tongxin.collab.people.models.person import Person

# What a session holds of how it began.
BEGUN: Final = "begun"
AGENT: Final = "agent"
NETWORK: Final = "network"


class SignedInQuerySet(models.QuerySet["SignedIn"]):
    """Sessions of people, chosen."""

    def living(self, at: datetime) -> Self:
        """Those that have not run out."""
        return self.filter(session__expire_date__gt=at)


class SignedIn(models.Model):
    """One session, and whose it is. Its key is a secret and stands on no page; `mark` stands for it."""

    session = models.OneToOneField(Session, primary_key=True, on_delete=models.CASCADE, related_name="signed_in")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="signed_in")
    seen_at = models.DateTimeField()

    objects = SignedInQuerySet.as_manager()

    def __str__(self) -> str:
        return self.device

    @property
    def mark(self) -> str:
        """By what it is named on a page; opens nothing."""
        return salted_hmac("tongxin.people.signed_in", self.session_id, algorithm="sha256").hexdigest()[:24]

    @property
    def device(self) -> str:
        """Browser and system, in the reader's language."""
        return device_of(str(self._held.get(AGENT, "")))

    @property
    def network(self) -> str:
        """From where it was begun, shortened; empty where that is not known."""
        return str(self._held.get(NETWORK, ""))

    @property
    def begun_at(self) -> datetime | None:
        """When it was begun; None where that is not known."""
        begun = self._held.get(BEGUN)
        return datetime.fromtimestamp(begun, timezone.get_current_timezone()) if begun else None

    def opens_for(self, person: Person) -> bool:
        """Whether it was begun under the credentials that this person has now."""
        return self._held.get(SESSION_KEY) == str(person.pk) and constant_time_compare(
            self._held.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()
        )

    @property
    def _held(self) -> dict[str, Any]:  # Any: Django's own shape
        return self.session.get_decoded()
