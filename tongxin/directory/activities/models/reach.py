"""Through whom an activity is seen: whoever sees the customer sees what passed with it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from tongxin.collab.access.models import Reach, Scope, reach_of
from tongxin.collab.access.models.scoped import Deed
from tongxin.directory.parties.models import Party


def through_party(person: Any, deed: Deed) -> Q:  # Any: also takes Django's anonymous user
    """Rows whose `party` the person may see (or change).

    Who reaches all customers is answered row by row through the party's number, so that a feed of millions is read along
    its own index; a narrower scope names its few parties at once.
    """
    reach = reach_of(person)
    return reach.once(f"{deed} through a party", lambda: _through_party(reach, deed))


def _through_party(reach: Reach, deed: Deed) -> Q:
    parties = Party.objects.living()
    parties = parties.visible_to(reach) if deed == "read" else parties.changeable_by(reach)
    if reach.scope("party", deed) == Scope.ALL:
        return Q(Exists(parties.filter(pk=OuterRef("party_id"))))
    return Q(party__in=parties.values("pk"))
