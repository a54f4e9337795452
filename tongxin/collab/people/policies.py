"""Questions about people that need no roles."""

from django.http import Http404, HttpRequest

from tongxin.collab.people.models import Person


def me(request: HttpRequest) -> Person:
    """Who knocks. Doors for people have let in nobody else; raises Http404 where one has not."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def can_change_own_settings(person: Person, *, whose: Person) -> bool:
    """Everyone may change their own language, theme and password."""
    return person.pk == whose.pk
