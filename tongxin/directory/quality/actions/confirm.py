"""Still right: somebody made sure."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import own
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.actions.rating import rate_parties
from tongxin.directory.quality.actions.remembering import ChangedFact, note_changed_facts
from tongxin.directory.quality.events import FactConfirmed
from tongxin.directory.quality.policies import can_confirm


class MayNotConfirm(PermissionDenied):
    """The fact is not there for this person, or the record is not theirs to change."""


@transaction.atomic
def confirm_fact(*, by: Person, party: Party, fact: str) -> None:
    """Say that a fact is still right, so that it counts as fresh from now on. Raises MayNotConfirm, NotYours."""
    party = own(by, party.pk)
    if not can_confirm(by, party, fact):
        raise MayNotConfirm(_("Your role may not say this."))
    note_changed_facts([ChangedFact(party.pk, fact, now(), by.pk, is_confirmed=True)])
    tell(FactConfirmed(fields=[fact]), by=by, on=Subject("party", party.pk), customer=party.pk)
    rate_parties([party.pk])
