"""An opportunity goes to whoever takes over from its owner."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.changing import NotOpen
from tongxin.frontoffice.pipeline.actions.checks import check_owner, own
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.events import OpportunityChanged
from tongxin.frontoffice.pipeline.models import Opportunity


@transaction.atomic
def pass_opportunity(*, by: Person, opportunity: Opportunity, owner: Person, is_return: bool = False) -> Opportunity:
    """Give an open opportunity to another owner. A return goes to whoever had it, even if they have left. Raises NotYours, NotOpen,
    ValidationError."""
    found = own(by, opportunity.pk)
    if not found.is_open:
        raise NotOpen(_("It is closed. Take it up again before you move it."))
    if not is_return:
        check_owner(owner, found.party)
    before, share = found.owner_id, share_of(found)
    found.owner, found.unit = owner, main_unit_of(owner)
    found.version += 1
    found.updated_at = now()
    found.save(update_fields=["owner", "unit", "version", "updated_at"])
    tally([-share, share_of(found)])
    told = OpportunityChanged(title=found.name, fields=["owner"], after={"owner": owner.pk})
    tell(told, by=by, on=Subject("opportunity", found.pk), customer=found.party_id, before={"owner": before})
    return found
