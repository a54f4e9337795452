"""Finishing, giving up and taking up again what was planned."""

from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import Event, tell
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions.checks import own_step
from tongxin.directory.activities.actions.note import note_activity
from tongxin.directory.activities.actions.traces import on, trace_steps
from tongxin.directory.activities.events import StepCancelled, StepFinished, StepReopened
from tongxin.directory.activities.models import Activity, Kind, Step
from tongxin.directory.memory.actions import forget_facts_of


class Finished(NamedTuple):
    """A finished step and the activity that tells of it, if one was written down."""

    step: Step
    activity: Activity | None


@transaction.atomic
def finish_step(
    *, by: Person, step: Step, happened: str | None = None, at: datetime | None = None, kind: str = ""
) -> Finished:
    """Tick a step off. With `happened` (even empty words, when people are on the step) what happened is written down in one
    go; `kind` is then the step's own, or a note for a task."""
    step = own_step(by, step.pk)
    if not step.is_open:
        raise ValidationError(_("This is no longer open."))
    step.done_at, step.done_by = now(), by
    _save(step, "done_at", "done_by")
    activity = None
    if happened is not None:
        activity = note_activity(
            by=by,
            party=step.party,
            kind=kind or (Kind.NOTE if step.kind == Kind.TASK else step.kind),
            text=happened or step.text,
            at=at,
            people=list(step.people_in.order_by("id").values_list("person_id", flat=True)),
        )
    _tell(StepFinished(text=step.text, activity=activity.pk if activity else None), by, step)
    return Finished(step, activity)


@transaction.atomic
def reopen_step(*, by: Person, step: Step) -> Step:
    """It is to be done after all."""
    step = own_step(by, step.pk)
    if step.is_open:
        return step
    step.done_at, step.done_by, step.cancelled_at = None, None, None
    _save(step, "done_at", "done_by", "cancelled_at")
    _tell(StepReopened(text=step.text), by, step)
    return step


@transaction.atomic
def cancel_step(*, by: Person, step: Step, with_facts: bool = False) -> Step:
    """Give a plan up. `with_facts` also forgets what was learnt in its sentence."""
    step = own_step(by, step.pk)
    if not step.is_open:
        raise ValidationError(_("This is no longer open."))
    step.cancelled_at = now()
    _save(step, "cancelled_at")
    _tell(StepCancelled(text=step.text), by, step)
    if with_facts:
        forget_facts_of(by=by, source=on(step))
    return step


def _save(step: Step, *columns: Any) -> None:  # Any: names of columns
    step.version += 1
    step.save(update_fields=[*columns, "version"])


def _tell(event: Event, by: Person, step: Step) -> None:
    tell(event, by=by, on=on(step), customer=step.party_id)
    trace_steps(step.party_id)
