"""Milestones of a contract: planned while it is a draft, reached while it holds."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.checks import amount_of, percent_of
from tongxin.frontoffice.contracts.actions.checks import check_amounts, own, own_draft
from tongxin.frontoffice.contracts.actions.writing import changed
from tongxin.frontoffice.contracts.events import MilestoneReached
from tongxin.frontoffice.contracts.models import Contract, Milestone
from tongxin.frontoffice.contracts.queries.milestones import over_the_amount


@transaction.atomic
def plan_milestone(
    *, by: Person, contract: Contract, name: str, due_on: date | None, worth: str = "", known: Milestone | None = None
) -> Milestone:
    """Add a milestone to a draft, or plan one anew. `worth` is a share ("30%"), an amount ("5 万") or nothing. Raises NotYours, NoDraft,
    FieldLocked, ValidationError."""
    contract = own_draft(by, contract.pk)
    one = known or Milestone()
    one.contract = contract
    one.name = " ".join(clean(name).split())[:120]
    if not one.name:
        raise ValidationError({"name": _("Say what is to be reached.")})
    if due_on is None:
        raise ValidationError({"due_on": _("Say until when.")})
    one.due_on, one.share, one.minor = due_on, None, None
    _weigh(by, one, worth)
    one.save()
    if over_the_amount(contract):
        raise ValidationError({"worth": _("Together the milestones would be worth more than the contract.")})
    changed(by, contract, "milestones")
    return one


def _weigh(by: Person, one: Milestone, worth: str) -> None:
    typed = clean(worth).replace("％", "%").strip()
    if not typed:
        return
    check_amounts(by)
    try:
        if typed.endswith("%"):
            one.share = percent_of(typed)
        elif money := amount_of(typed, one.contract.currency):
            one.minor = money.minor
    except ValidationError as error:
        raise ValidationError({"worth": error.messages}) from error
    if one.share == Decimal(0) or one.minor == 0:
        raise ValidationError({"worth": _("Write a share or an amount above zero, or nothing.")})


@transaction.atomic
def drop_milestone(*, by: Person, contract: Contract, milestone: Milestone) -> None:
    """Take a milestone out of a draft. Raises NotYours, NoDraft."""
    contract = own_draft(by, contract.pk)
    contract.milestones.filter(pk=milestone.pk).delete()
    changed(by, contract, "milestones")


@transaction.atomic
def reach_milestone(*, by: Person, contract: Contract, milestone: Milestone, is_done: bool = True) -> Milestone:
    """It is done, or is not after all. Raises NotYours, ValidationError where the contract doesn't hold, or it was so already."""
    contract = own(by, contract.pk)
    if not contract.holds:
        raise ValidationError(_("Only what is sealed and hasn't ended has milestones to reach."))
    one = contract.milestones.select_for_update().get(pk=milestone.pk)
    if (one.done_on is not None) == is_done:
        raise ValidationError(_("Somebody was faster: it stands so already."))
    one.done_on = timezone.localdate(now()) if is_done else None
    one.done_by = by if is_done else None
    one.save(update_fields=["done_on", "done_by"])
    told = MilestoneReached(title=contract.number, milestone=one.name, is_done=is_done)
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    return one
