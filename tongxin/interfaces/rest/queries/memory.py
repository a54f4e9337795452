"""Facts as JSON."""

from django.http import Http404

from tongxin.base.clock import now
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.memory.models import Fact
from tongxin.directory.memory.queries import Known, known, remembered
from tongxin.directory.parties.models import Party
from tongxin.interfaces.rest.queries.values import Json, instant, ref


def facts_of(person: Person, party: Party) -> Json:
    """What is remembered of a party and of those who belong to it."""
    found = [one for about in remembered(person, party, now()) for one in about.facts]
    return {"items": [_show(person, one) for one in found], "next": None}


def seen_fact(person: Person, fact_id: int) -> Fact:
    """The fact, if the person may see it and it still holds; else it does not exist."""
    rows = Fact.objects.visible_to(person).living().select_related("party", "noted_by", "confirmed_by")
    fact = rows.filter(pk=fact_id).first()
    if fact is None:
        raise Http404
    return fact


def one_fact(person: Person, fact_id: int) -> Json:
    """One fact as JSON. Raises Http404."""
    return _show(person, known(seen_fact(person, fact_id), now()))


def _show(person: Person, one: Known) -> Json:
    fact, day = one.fact, one.fact.yearly
    name = None if "name" in hidden_fields(person, "party") else fact.party.name
    said = None
    if day is not None:
        said = {"month": day.month, "day": day.day, "year": day.year, "lunar": day.is_lunar, "leap": day.is_leap}
    return {
        "id": fact.pk,
        "about": ref(fact.party_id, name),
        **{key: getattr(fact, key) for key in ("kind", "text", "occasion", "told_by", "confidence", "version")},
        "day": said,
        "next_on": one.next_on.isoformat() if one.next_on else None,
        "source": str(fact.source) if fact.source else "",
        "state": one.state,
        "noted_by": ref(fact.noted_by_id, fact.noted_by.name),
        "noted_at": instant(fact.noted_at),
        "confirmed_by": ref(fact.confirmed_by_id, fact.confirmed_by.name),
        "confirmed_at": instant(fact.confirmed_at),
    }
