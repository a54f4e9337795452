"""How doors load records."""

from django.http import Http404, HttpRequest

from tongxin.directory.parties.models import Party


def seen_party(request: HttpRequest, party_id: int) -> Party:
    """The customer, if this person may see it; otherwise it does not exist."""
    party = Party.objects.visible_to(request.user).living().filter(pk=party_id).first()
    if party is None:
        raise Http404
    return party
