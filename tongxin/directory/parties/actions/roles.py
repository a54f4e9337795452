"""What a party is to us: customer, supplier, dealer …, several at once."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile
from tongxin.directory.parties.actions.facts import check_rights
from tongxin.directory.parties.actions.reloading import own
from tongxin.directory.parties.events import PartyRolesChanged
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.party import ROLES, set_roles


@transaction.atomic
def change_roles(*, by: Person, party: Party, roles: Collection[str], was: Collection[str] | None = None) -> Party:
    """Let a party play exactly these roles; none is fine. `was` are the roles the person saw (ChangedMeanwhile).

    Raises NotYours, FieldLocked, ValidationError.
    """
    party = own(by, party.pk)
    check_rights(by, {"roles": roles})
    if unknown := sorted(set(roles) - set(ROLES)):
        raise ValidationError({"roles": _("Unknown role: %(roles)s") % {"roles": ", ".join(unknown)}})
    before = party.roles
    if was is not None and set(was) != set(before):
        raise ChangedMeanwhile({"roles": before})
    set_roles(party, roles)
    if party.roles == before:
        return party
    party.version += 1
    party.updated_at = now()
    party.save()
    told = PartyRolesChanged(roles=party.roles, previous=before)
    tell(told, by=by, on=Subject("party", party.pk), customer=party.pk)
    return party


def undo_roles(*, by: Person, entry: Entry) -> Party:
    """Put back the roles from before one change, unless somebody changed them since (ChangedMeanwhile)."""
    if entry.name != PartyRolesChanged.name:
        raise ValidationError(_("This can't be undone."))
    told = entry.particulars
    return change_roles(by=by, party=Party(pk=entry.subject_id), roles=told["previous"], was=told["roles"])
