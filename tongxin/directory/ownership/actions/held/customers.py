"""Customers and places in their teams."""

from django.utils.translation import gettext as _

from tongxin.base.registries.held import Was
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions.errors import CannotHandOver
from tongxin.directory.ownership.queries.keys import keys_among
from tongxin.directory.parties.actions import assign_parties, join_team, leave_team
from tongxin.directory.parties.models import Party, TeamMember
from tongxin.directory.parties.queries import root_of


def take_customer(by: Person, number: int, giver: Person, taker: Person) -> Was:
    """Another owner. Raises CannotHandOver for a key customer."""
    if not can_administer(by) and keys_among([number]):
        raise CannotHandOver(_("A key customer stays with its owner."))
    unit = Party.objects.values_list("unit_id", flat=True).get(pk=number)
    assign_parties(by=by, parties=[number], owner=taker)
    return {"unit": unit}


def give_customer_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    """To the owner from before, if the taker has it still."""
    if not Party.objects.living().filter(pk=number, owner=taker).exists():
        return False
    assign_parties(by=by, parties=[number], owner=giver)
    return True


def take_place(by: Person, number: int, giver: Person, taker: Person) -> Was:
    """A place in a team, with its part; whoever is in it already stays so."""
    member = TeamMember.objects.select_related("party").get(pk=number)
    known = TeamMember.objects.filter(party=member.party, person=taker).exists()
    if not known and member.party.owner_id != taker.pk:
        join_team(by=by, party=member.party, person=taker, role=member.role)
    leave_team(by=by, party=member.party, person=giver)
    return {"party": member.party_id, "role": member.role, "joined": not known}


def give_place_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    """Into the team again, where the customer is now."""
    party = Party.objects.living().filter(pk=root_of(was["party"])).first()
    if party is None:
        return False
    if was["joined"]:
        leave_team(by=by, party=party, person=taker)
    if not TeamMember.objects.filter(party=party, person=giver).exists():
        join_team(by=by, party=party, person=giver, role=was["role"])
    return True
