"""Changing what is known of an opportunity, and moving it from stage to stage."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import fill_record, parted, settle_values
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.activities.actions import change_step, plan_step
from tongxin.directory.parties.actions import ChangedMeanwhile
from tongxin.frontoffice.pipeline.actions.bearing import opportunity_facts
from tongxin.frontoffice.pipeline.actions.checks import (
    NotYours,
    check_amount,
    check_owner,
    check_rights,
    check_values,
    own,
)
from tongxin.frontoffice.pipeline.actions.competing import names_of, write_names
from tongxin.frontoffice.pipeline.actions.proving import check_evidence, check_gates
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.events import OpportunityChanged, OpportunityMoved
from tongxin.frontoffice.pipeline.models import Opportunity, Stage, StageStay
from tongxin.frontoffice.pipeline.models.competitor import names_in

Values = Mapping[str, Any]  # Any: values as typed, or JSON


class NotOpen(NotYours):
    """It is won or lost: only what is open moves."""


@transaction.atomic
def change_opportunity(
    *,
    by: Person,
    opportunity: Opportunity,
    was: Values | None = None,
    **values: Any,  # Any: values as typed
) -> Opportunity:
    """Change facts, the firm's fields among them (by their keys); another `stage` moves it and brings the stage's probability along. `was` are the values the person saw: where one
    differs from now, ChangedMeanwhile is raised and nothing is written. Raises NotYours, NotOpen, FieldLocked, ValidationError."""
    opportunity = own(by, opportunity.pk)
    values, added = parted(values)
    check_rights(by, values)
    theirs = {
        name: told_value(opportunity, name)
        for name, seen in (was or {}).items()
        if name in values and str(told_value(opportunity, name) or "") != str(seen or "")
    }
    if theirs:
        raise ChangedMeanwhile(theirs)
    checked = check_values(by, values)
    check_amount(opportunity, checked)
    if "competitor" in checked:
        write_names(by, opportunity, names_in(checked["competitor"]))
        checked["competitor"] = names_of(opportunity)
    stage = checked.pop("stage", None)
    before_share = share_of(opportunity)
    moved = _move(by, opportunity, stage) if stage is not None and stage.pk != opportunity.stage_id else None
    changed = _set(opportunity, checked)
    if moved is None and not changed:
        fill_record(by=by, kind="opportunity", number=opportunity.pk, given=added, was=was)
        return opportunity
    _keep(opportunity)
    settle_values(kind="opportunity", facts={opportunity.pk: opportunity_facts(opportunity)})
    fill_record(by=by, kind="opportunity", number=opportunity.pk, given=added, was=was)
    tally([-before_share, share_of(opportunity)])
    on = Subject("opportunity", opportunity.pk)
    if moved is not None:
        tell(moved[0], by=by, on=on, customer=opportunity.party_id, before=moved[1])
    if changed:
        after = {name: told_value(opportunity, name) for name in changed}
        told = OpportunityChanged(title=opportunity.name, fields=sorted(changed), after=after)
        tell(told, by=by, on=on, customer=opportunity.party_id, before=changed)
        if {"name", "external_id", "party"} & changed.keys():
            index_documents("opportunity", [opportunity.pk])
    return opportunity


def move_opportunity(*, by: Person, opportunity: Opportunity, stage: Stage) -> Opportunity:
    """Into another stage. Raises NotYours, NotOpen, EvidenceMissing, ValidationError."""
    return change_opportunity(by=by, opportunity=opportunity, stage=stage)


def enter_stage(*, by: Person, opportunity: Opportunity, stage: Stage) -> None:
    """Put it into a stage because it was decided; nobody's rights are asked. Inside a transaction, the row locked."""
    before = share_of(opportunity)
    told, was = _move(by, opportunity, stage)
    _keep(opportunity)
    settle_values(kind="opportunity", facts={opportunity.pk: opportunity_facts(opportunity)})
    tally([-before, share_of(opportunity)])
    tell(told, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id, before=was)


@transaction.atomic
def plan_next(*, by: Person, opportunity: Opportunity, text: str, due: date | datetime | None) -> Opportunity:
    """Say what comes next: an open step is moved and reworded, else one is planned for the owner. Raises NotYours, ValidationError."""
    opportunity = own(by, opportunity.pk)
    step = opportunity.next_step
    if step is not None:
        change_step(by=by, step=step, text=text, due=due)
        return opportunity
    planned = plan_step(by=by, text=text, due=due, party=opportunity.party, owner=opportunity.owner)
    Opportunity.objects.filter(pk=opportunity.pk).update(step=planned)
    opportunity.step = planned
    return opportunity


def told_value(opportunity: Opportunity, name: str) -> Any:  # Any: a JSON value
    """A fact as the journal keeps it, and as it can be typed again."""
    if name == "amount":
        return None if opportunity.amount is None else str(Money(opportunity.amount, opportunity.currency))
    value = getattr(opportunity, name)
    if isinstance(value, Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def leave_stage(opportunity: Opportunity, at: datetime, by: Person, *, went: str) -> None:
    """Close the stay in which it is, if it is in one."""
    stay = StageStay.objects.filter(opportunity=opportunity, left_at=None)
    stay.update(left_at=at, went=went, moved_by=by, days=max(opportunity.days_standing(at), 0))


def step_into(opportunity: Opportunity, stage: Stage, at: datetime, by: Person) -> None:
    """Close the stay it is in, and open one in `stage`. The caller stores the opportunity."""
    leave_stage(opportunity, at, by, went=str(stage.pk))
    StageStay(opportunity=opportunity, stage=stage, came_at=at, moved_by=by).save(force_insert=True)
    opportunity.stage, opportunity.pipeline_id = stage, stage.pipeline_id
    opportunity.stage_since = at
    opportunity.probability = stage.probability


def _move(by: Person, opportunity: Opportunity, stage: Stage) -> tuple[OpportunityMoved, dict[str, Any]]:  # Any: JSON
    if not opportunity.is_open:
        raise NotOpen(_("It is closed. Take it up again before you move it."))
    check_evidence(opportunity, stage)
    check_gates(opportunity, stage)
    before, days = opportunity.stage, opportunity.days_standing(now())
    step_into(opportunity, stage, now(), by)
    told = OpportunityMoved(
        title=opportunity.name, stage=stage.called, stage_before=before.called, days=days, fields=["stage"],
        after={"stage": stage.pk},
    )  # fmt: skip
    return told, {"stage": before.pk}


def _set(opportunity: Opportunity, checked: Values) -> dict[str, Any]:  # Any: JSON values from before
    """Put the values in, and answer what they were."""
    before: dict[str, Any] = {}  # Any: as above
    if checked.get("owner") is not None and checked["owner"].pk != opportunity.owner_id:
        check_owner(checked["owner"], checked.get("party", opportunity.party))
        opportunity.unit = main_unit_of(checked["owner"])
    if "currency" in checked and (opportunity.amount, opportunity.currency) != (checked["amount"], checked["currency"]):
        before["amount"] = told_value(opportunity, "amount")
    _note_putting_off(opportunity, checked)
    for name, value in checked.items():
        known = getattr(opportunity, name)
        if known != value:
            if name != "currency":
                before.setdefault(name, told_value(opportunity, name))
            setattr(opportunity, name, value)
    return before


def _note_putting_off(opportunity: Opportunity, checked: Values) -> None:
    """Count how often the close was put off, and keep what was expected at first."""
    was, comes = opportunity.expected_on, checked.get("expected_on")
    if was is not None and comes is not None and comes > was:
        opportunity.slips += 1
        opportunity.first_expected_on = opportunity.first_expected_on or was


def _keep(opportunity: Opportunity) -> None:
    opportunity.version += 1
    opportunity.updated_at = now()
    opportunity.save()
