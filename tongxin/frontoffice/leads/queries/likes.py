"""Who may be the same as a lead: customers and people we know, and other leads."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Q

from tongxin.base.chinese.phones import find_phones
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.queries.doubles import Wanted, doubles_of
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.leads.queries.sight import hidden_of_leads, masks_of_leads

MOST = 5


class Like(NamedTuple):
    """Somebody who may be the same; `party` is None where the person may not see them, `is_sure` where there is no doubt."""

    party: Party | None
    lead: Lead | None
    reason: str
    is_sure: bool


def phones_of(text: str) -> tuple[str, ...]:
    """Numbers as stored."""
    return tuple(phone.e164 for _written, phone in find_phones(text))


def likes_of(person: Any, lead: Lead) -> list[Like]:  # Any: also takes Django's anonymous user
    """The likeliest first. Customers that the person may not see are told of without a name; leads out of sight not at all.
    By what is hidden from the person nobody is found: it would tell what it holds."""
    closed = hidden_of_leads(person) - set(masks_of_leads(person))
    city, phones = "" if "city" in closed else lead.city, () if "phone" in closed else phones_of(lead.phone)
    wanted = [Wanted(name=lead.company or lead.name, city=city, phones=phones, is_person=not lead.company)]
    if lead.company and lead.name:
        wanted.append(Wanted(name=lead.name, phones=phones, is_person=True))
    found = [
        one
        for some in doubles_of(wanted)
        for one in some
        if one.is_sure or one.reason == "phone" or one.likelihood > 0.8
    ]
    numbers = [one.party_id for one in found]
    seen = Party.objects.visible_to(person).living().in_bulk(numbers)
    likes, told = [], set[int]()
    for one in found[:MOST]:
        party = seen.get(one.party_id)
        party = _firm_of(person, party) or party if party else None
        key = party.pk if party else -one.party_id
        if key not in told:
            told.add(key)
            likes.append(Like(party, None, one.reason, one.is_sure))
    return [*likes, *(Like(None, other, "lead", False) for other in _leads(person, lead, closed))]


def _firm_of(person: Any, found: Party) -> Party | None:  # Any: as above
    """Where a person whom we know works."""
    if found.kind != Party.Kind.PERSON:
        return None
    place = Contact.objects.current().filter(person=found).order_by("pk").first()
    return Party.objects.visible_to(person).living().filter(pk=place.party_id).first() if place else None


def _leads(person: Any, lead: Lead, closed: Collection[str]) -> list[Lead]:  # Any: as above
    same = Q(pk__in=[])
    for name in ("phone", "email", "wechat", "company"):
        if name not in closed and (value := getattr(lead, name)):
            same |= Q(**{name: value})
    return list(Lead.objects.visible_to(person).open().filter(same).exclude(pk=lead.pk).order_by("-id")[:MOST])
