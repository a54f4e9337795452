"""Under which customer something without one could be filed."""

from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.activities.models import Activity
from tongxin.directory.activities.queries.known_names import KnownNames
from tongxin.directory.parties.models import Party

MOST = 8


def likely_parties(person: Person, text: str, q: str = "") -> list[Party]:
    """What was searched for; without a search the customers that the words may mean, then those last written about."""
    seen = Party.objects.visible_to(person).living().exclude(kind=Party.Kind.PERSON)
    if q.strip():
        return list(seen.filter(matching(person, "party", q)).order_by("sort_key", "id")[:MOST])
    known = KnownNames(person)
    named = [hit.key for hit in known.parties(text)] + [hit.party for hit in known.people(text) if hit.party]
    recent = Activity.objects.living().of(person).exclude(party=None).order_by("-at", "-id")
    wanted = list(dict.fromkeys([*named, *recent.values_list("party", flat=True)[: 4 * MOST]]))[:MOST]
    found = seen.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]
