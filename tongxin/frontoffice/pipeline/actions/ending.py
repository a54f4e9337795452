"""Winning, losing, and taking up again."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import Event, tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.changing import NotOpen, leave_stage, step_into
from tongxin.frontoffice.pipeline.actions.checks import check_rights, check_values, own
from tongxin.frontoffice.pipeline.actions.competing import lost_to
from tongxin.frontoffice.pipeline.actions.proving import check_evidence, check_gates
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.events import OpportunityLost, OpportunityRevived, OpportunityWon
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, OpportunityCompetitor, Stage

_WON = OpportunityCompetitor.Standing.WON


@transaction.atomic
def win_opportunity(
    *,
    by: Person,
    opportunity: Opportunity,
    on: date | None = None,
    amount: Any = None,  # Any: Money or text, as typed
) -> Opportunity:
    """The customer said yes, today or `on` a day that has passed, for `amount` when it is another than was thought. Of two people who
    win it at the same time, the second is told so. Raises NotYours, NotOpen, EvidenceMissing, ValidationError."""
    opportunity = _open(by, opportunity)
    check_evidence(opportunity, None)
    check_gates(opportunity, None)
    before = share_of(opportunity)
    if amount not in (None, ""):
        check_rights(by, ["amount"])
        for name, value in check_values(by, {"amount": amount}).items():
            setattr(opportunity, name, value)
    if opportunity.amount is None:
        raise ValidationError({"amount": _("What is it worth? Without an amount it can't be counted as won.")})
    _close(by, opportunity, Opportunity.State.WON, on)
    tally([-before, share_of(opportunity)])
    _tell(by, opportunity, OpportunityWon(title=opportunity.name, amount=str(opportunity.worth)))
    return opportunity


@transaction.atomic
def lose_opportunity(
    *,
    by: Person,
    opportunity: Opportunity,
    reason: LostReason | None,
    competitor: str = "",
    price: Any = None,  # Any: Money or text, as typed
    note: str = "",
    on: date | None = None,
) -> Opportunity:
    """It was lost, and why; `competitor` is who won it, one of its list or a new name, and may stay empty where the list leaves one
    answer; `price` is what they asked for, empty: as the list says. A reason that asks who won it needs a name. Raises NotYours, NotOpen, ValidationError."""
    opportunity = _open(by, opportunity)
    if reason is None or reason.retired_at is not None:
        raise ValidationError({"reason": _("Say why it was lost, so that the next one isn't.")})
    before = share_of(opportunity)
    won_by = lost_to(by, opportunity, competitor, price)
    if reason.asks_competitor and not won_by:
        raise ValidationError({"competitor": _("Who won it? Write “unknown” if nobody says.")})
    if note.strip():
        opportunity.note = check_values(by, {"note": f"{opportunity.note}\n{note}".strip()})["note"]
    opportunity.lost_reason = reason
    _close(by, opportunity, Opportunity.State.LOST, on)
    tally([-before, share_of(opportunity)])
    told = OpportunityLost(title=opportunity.name, lost_reason=reason.called, competitor=won_by)
    _tell(by, opportunity, told)
    return opportunity


@transaction.atomic
def revive_opportunity(*, by: Person, opportunity: Opportunity, stage: Stage | None = None) -> Opportunity:
    """Open again what was won or lost, in its last stage or in `stage`. Raises NotYours, ValidationError."""
    opportunity = own(by, opportunity.pk)
    if opportunity.is_open:
        raise ValidationError(_("It is open already."))
    before = share_of(opportunity)
    into = check_values(by, {"stage": stage or opportunity.stage})["stage"]
    opportunity.state, opportunity.closed_on, opportunity.lost_reason = Opportunity.State.OPEN, None, None
    opportunity.competitors.filter(standing=_WON).update(standing=OpportunityCompetitor.Standing.AHEAD)
    step_into(opportunity, into, now(), by)
    _store(opportunity)
    tally([-before, share_of(opportunity)])
    _tell(by, opportunity, OpportunityRevived(title=opportunity.name, stage=into.called))
    return opportunity


def _open(by: Person, opportunity: Opportunity) -> Opportunity:
    found = own(by, opportunity.pk)
    if not found.is_open:
        raise NotOpen(
            _("A colleague has won it already.") if found.state == Opportunity.State.WON else _("It is lost already.")
        )
    return found


def _close(by: Person, opportunity: Opportunity, state: str, on: date | None) -> None:
    today = timezone.localdate(now())
    if on is not None and on > today:
        raise ValidationError({"on": _("This day lies ahead. Deals are closed when they are.")})
    opportunity.state, opportunity.closed_on = state, on or today
    leave_stage(opportunity, now(), by, went=state)
    _store(opportunity)


def _store(opportunity: Opportunity) -> None:
    opportunity.version += 1
    opportunity.updated_at = now()
    opportunity.save()


def _tell(by: Person, opportunity: Opportunity, event: Event) -> None:
    tell(event, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id)
