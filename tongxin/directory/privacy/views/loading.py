"""How doors load records."""

from django.http import Http404, HttpRequest

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party


def me(request: HttpRequest) -> Person:
    """Who knocks; the door has let in nobody but people."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def seen_party(request: HttpRequest, party_id: int) -> Party:
    """The customer, if this person may see it; otherwise it does not exist."""
    party = Party.objects.visible_to(request.user).living().filter(pk=party_id).first()
    if party is None:
        raise Http404
    return party
