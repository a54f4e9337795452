"""On whose timeline a fact stands."""

from tongxin.directory.memory.models import Fact
from tongxin.directory.parties.models import Contact, Party


def customer_of(fact: Fact, customer: Party | None = None) -> int:
    """The customer in whose context it was said; else the only firm where the person works; else the party itself."""
    if customer is not None:
        return customer.pk
    places = list(Contact.objects.current().filter(person=fact.party_id).values_list("party_id", flat=True)[:2])
    return places[0] if len(places) == 1 else fact.party_id
