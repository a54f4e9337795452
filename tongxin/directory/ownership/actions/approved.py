"""What was decided together about a customer is carried out: another owner, or the mark of a key customer."""

from typing import Any

from django.utils.translation import gettext as _

from tongxin.collab.approvals.models import Approval
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions.keeping import KeyCustomerStays, keep_with_owner
from tongxin.directory.ownership.models import KeyCustomer
from tongxin.directory.parties.actions.together import hand_over
from tongxin.directory.parties.models import Party


def owner_asked_about(approval: Any) -> str:  # Any: an approval
    """The version of what is decided: who owned the customer when it was asked. When somebody else owns it by then, nobody agrees unseen."""
    owner = Party.objects.filter(pk=approval.subject_id).values_list("owner", flat=True).first()
    return f"owner {owner or 0}"


def transfer_agreed(approval: Approval, outcome: str) -> None:
    """The customer goes to the new owner, in the transaction of the last decision. Raises KeyCustomerStays."""
    party = _party(approval, outcome)
    to = Person.objects.active().filter(pk=int(approval.facts.get("to", 0))).first() if party is not None else None
    if party is None or to is None or party.owner_id == to.pk:
        return
    if KeyCustomer.objects.filter(party=party).exists():
        raise KeyCustomerStays(
            _("%(name)s is a key customer. Have an administrator take the mark off, then agree.")
            % {"name": party.called}
        )
    hand_over(approval.initiator, [party], to)


def key_agreed(approval: Approval, outcome: str) -> None:
    """The customer is marked, in the transaction of the last decision."""
    party = _party(approval, outcome)
    if party is not None:
        keep_with_owner(by=approval.initiator, party=party, why=str(approval.facts["why"])[:200])


def _party(approval: Approval, outcome: str) -> Party | None:
    if outcome != "agreed" or approval.subject_id is None:
        return None
    return Party.objects.living().select_for_update(of=("self",)).filter(pk=approval.subject_id).first()
