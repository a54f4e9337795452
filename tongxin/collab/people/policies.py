"""Questions about people that need no roles."""

from django.http import Http404, HttpRequest, HttpResponseBase

from tongxin.base.web.doors import signed_in
from tongxin.collab.people.models import Person


def me(request: HttpRequest) -> Person:
    """Who knocks. Doors for people have let in nobody else; raises Http404 where one has not."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def can_change_own_settings(person: Person, *, whose: Person) -> bool:
    """Everyone may change their own language, theme and password."""
    return person.pk == whose.pk


def coming_in(request: HttpRequest) -> HttpResponseBase | None:
    """Door policy: open to whoever is signed in, even while the firm waits for them to set up a second factor. Few doors are."""
    return signed_in(request)
