"""Working on an opportunity together."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.checks import check_owner, own
from tongxin.frontoffice.pipeline.events import DealTeamJoined, DealTeamLeft
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityMember

_LONGEST_PART = 40


@transaction.atomic
def join_deal(*, by: Person, opportunity: Opportunity, person: Person, part: str = "") -> Opportunity:
    """Have a colleague work on it, who then sees and changes it. Raises NotYours, ValidationError when they can't see the customer."""
    opportunity = own(by, opportunity.pk)
    part = clean(part).strip()
    if len(part) > _LONGEST_PART:
        raise ValidationError({"part": _("Too long: %(limit)d characters fit.") % {"limit": _LONGEST_PART}})
    if person.pk == opportunity.owner_id:
        raise ValidationError({"person": _("%(name)s owns it already.") % {"name": person.name}})
    try:
        check_owner(person, opportunity.party)
    except ValidationError as error:
        raise ValidationError({"person": error.messages}) from error
    facts = {"part": part, "joined_at": now()}
    OpportunityMember.objects.update_or_create(opportunity=opportunity, person=person, defaults=facts)
    told = DealTeamJoined(title=opportunity.name, person=person.name, part=part)
    tell(told, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id)
    return opportunity


@transaction.atomic
def leave_deal(*, by: Person, opportunity: Opportunity, person: Person) -> None:
    """Have a colleague work on it no longer. Raises NotYours."""
    opportunity = own(by, opportunity.pk)
    gone, _rows = OpportunityMember.objects.filter(opportunity=opportunity, person=person).delete()
    if gone:
        told = DealTeamLeft(title=opportunity.name, person=person.name)
        tell(told, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id)
