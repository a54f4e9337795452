"""Into the recycle bin and out of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.frontoffice.pipeline.actions.checks import own
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.events import OpportunityDeleted, OpportunityRestored
from tongxin.frontoffice.pipeline.models import Opportunity


@transaction.atomic
def delete_opportunity(*, by: Person, opportunity: Opportunity) -> None:
    """Put it into the recycle bin. Raises NotYours."""
    opportunity = own(by, opportunity.pk)
    tally([-share_of(opportunity)])
    opportunity.deleted_at = now()
    opportunity.version += 1
    opportunity.save(update_fields=["deleted_at", "version"])
    remove_documents("opportunity", [opportunity.pk])
    told = OpportunityDeleted(title=opportunity.name)
    tell(told, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id)


@transaction.atomic
def restore_opportunity(*, by: Person, opportunity: Opportunity) -> Opportunity:
    """Take it out again. Raises NotYours; ValidationError while its customer lies in the bin."""
    opportunity = own(by, opportunity.pk, in_bin=True)
    if opportunity.party is not None and opportunity.party.deleted_at is not None:
        raise ValidationError(_("Its customer is in the recycle bin. Restore the customer, and it comes back."))
    opportunity.deleted_at, opportunity.gone_with_customer = None, False
    opportunity.version += 1
    opportunity.save(update_fields=["deleted_at", "gone_with_customer", "version"])
    tally([share_of(opportunity)])
    index_documents("opportunity", [opportunity.pk])
    told = OpportunityRestored(title=opportunity.name)
    tell(told, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id)
    return opportunity
