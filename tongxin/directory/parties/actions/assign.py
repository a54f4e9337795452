"""Whose customer it is, and who works on it together."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile
from tongxin.directory.parties.actions.reloading import NotYours, own
from tongxin.directory.parties.actions.together import hand_over, locked_parties
from tongxin.directory.parties.events import TeamMemberAdded, TeamMemberRemoved
from tongxin.directory.parties.models import Party, TeamMember


@transaction.atomic
def assign_parties(*, by: Person, parties: Collection[int], owner: Person, was: str | None = None) -> list[Party]:
    """Give customers, with their contact people, to another owner. All or none: raises NotYours. `was` is the name of the owner whom the
    person saw; another one raises ChangedMeanwhile."""
    found = list(locked_parties(by, set(parties)).values())
    if len(found) != len(set(parties)):
        raise NotYours(_("Some of these customers are not yours to hand over. Nothing was changed."))
    for one in found:
        if was is not None and was != (name := one.owner.name if one.owner else ""):
            raise ChangedMeanwhile({"owner": name})
    hand_over(by, found, owner)
    return found


@transaction.atomic
def join_team(*, by: Person, party: Party, person: Person, role: str = "") -> TeamMember:
    """Let a colleague work on this customer too."""
    party = own(by, party.pk)
    member, is_new = TeamMember.objects.get_or_create(
        party=party, person=person, defaults={"role": role, "joined_at": now()}
    )
    if is_new:
        tell(TeamMemberAdded(person=person.name, role=role), by=by, on=Subject("party", party.pk), customer=party.pk)
    return member


@transaction.atomic
def leave_team(*, by: Person, party: Party, person: Person) -> None:
    """End a colleague's part in the team."""
    party = own(by, party.pk)
    gone, _rows = TeamMember.objects.filter(party=party, person=person).delete()
    if gone:
        tell(TeamMemberRemoved(person=person.name), by=by, on=Subject("party", party.pk), customer=party.pk)
