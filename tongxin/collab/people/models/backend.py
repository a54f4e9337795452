"""Where Django finds the person behind a session."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from tongxin.base.database.prepared import prepared
from tongxin.collab.people.models.person import Person


class PersonBackend:
    """Loads people for sessions. Passwords are checked by the sign-in action, which also limits guessing."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # Any: Django's signature
        """Nobody signs in around the action."""
        return

    def get_user(self, user_id: int) -> Person | None:
        """The person, if still active."""
        return next(iter(_active(int(user_id))), None)


@prepared
def _active(number: int) -> QuerySet[Person]:
    return Person.objects.active().filter(pk=number)
