"""Customers of nobody: given up, and taken again. The room of pools asks first who may; nothing here asks it again."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import Telling, tell, tell_many
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Share
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.directory.parties.events import PartyAssigned
from tongxin.directory.parties.models import Contact, Party, TeamMember


class TakenAlready(ValidationError):
    """Somebody else was faster."""


@transaction.atomic
def release_parties(
    *, by: Person | None, parties: Collection[int], via: str, keep_colleagues: bool, batch: str = ""
) -> list[Party]:
    """Take owner and unit from customers and from their contact people; `by` is None where a rule does it.

    Without `keep_colleagues` nobody keeps a way in by team or share. Answers those that had an owner, as they were before.
    """
    rows = Party.objects.living().filter(pk__in=list(parties), owner__isnull=False)
    found = list(rows.order_by("pk").select_for_update(of=("self",)).select_related("owner", "unit"))
    ids, at = [party.pk for party in found], now()
    for owner in {party.owner_id for party in found}:
        theirs = [party.pk for party in found if party.owner_id == owner]
        # A contact who is a customer as well stays with the owner, or it would lie in no pool and with nobody.
        at_theirs = Contact.objects.current().filter(party__in=theirs, person__owner=owner, person__is_customer=False)
        people = at_theirs.values_list("person_id")
        Party.objects.filter(pk__in=[number for (number,) in people]).update(owner=None, unit=None)
    if not keep_colleagues:
        TeamMember.objects.filter(party__in=ids).delete()
        Share.objects.filter(kind="party", record_id__in=ids).delete()
    Party.objects.filter(pk__in=ids).update(owner=None, unit=None, updated_at=at, version=F("version") + 1)
    tell_many([_released(by, party, via, batch) for party in found])
    return found


def _released(by: Person | None, party: Party, via: str, batch: str) -> Telling:
    assert party.owner is not None
    at = now()
    return Telling(
        event=PartyAssigned(owner="", previous=party.owner.name, via=via),
        by_id=by.pk if by else None,
        on=Subject("party", party.pk),
        at=at,
        happened_at=at,
        customer_id=party.pk,
        before={"owner": party.owner_id, "unit": party.unit_id},
        batch=batch,
    )


@transaction.atomic
def take_party(*, by: Person, party_id: int, owner: Person, via: str) -> Party:
    """Make `owner` the owner of a customer who has none, with its contact people. Of many at once one succeeds: TakenAlready."""
    unit, at = main_unit_of(owner), now()
    # One statement decides, so that two who press at the same moment can't both be told that it is theirs.
    rows = Party.objects.living().filter(pk=party_id, owner=None)
    if not rows.update(owner=owner, unit=unit, updated_at=at, version=F("version") + 1):
        raise TakenAlready(_("A colleague was faster: this customer is taken."))
    party = Party.objects.get(pk=party_id)
    _take_contacts([party_id], owner)
    tell(
        PartyAssigned(owner=owner.name, previous="", via=via),
        by=by,
        on=Subject("party", party_id),
        customer=party_id,
        before={"owner": None},
    )
    return party


@transaction.atomic
def give_parties(*, owners: Mapping[int, Person], via: str) -> dict[int, Person]:
    """Make each of these people the owner of customers who have none, by rule. Answers those that had none, by number."""
    rows = Party.objects.living().filter(pk__in=list(owners), owner=None)
    free = rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
    given, at = {number: owners[number] for number in free}, now()
    for owner in dict.fromkeys(given.values()):
        theirs = [number for number, person in given.items() if person == owner]
        unit = main_unit_of(owner)
        Party.objects.filter(pk__in=theirs).update(owner=owner, unit=unit, updated_at=at, version=F("version") + 1)
        _take_contacts(theirs, owner)
    tell_many([_given(number, owner, via, at) for number, owner in given.items()])
    return given


def _take_contacts(parties: Collection[int], owner: Person) -> None:
    """The contact people go along; one who is a customer as well lies in a pool of their own accord."""
    people = Contact.objects.current().filter(party__in=parties, person__owner=None, person__is_customer=False)
    Party.objects.filter(pk__in=list(people.values_list("person_id", flat=True))).update(
        owner=owner, unit=main_unit_of(owner)
    )


def _given(party: int, owner: Person, via: str, at: datetime) -> Telling:
    return Telling(
        event=PartyAssigned(owner=owner.name, previous="", via=via),
        by_id=None,
        on=Subject("party", party),
        at=at,
        happened_at=at,
        customer_id=party,
        before={"owner": None},
    )
