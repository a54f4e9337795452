"""Moving, rewording, handing over and filing what was planned."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.collab.fields.actions import fill_record, parted, settle_values
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions.bearing import step_facts
from tongxin.directory.activities.actions.checks import check_kind, check_party, own_step
from tongxin.directory.activities.actions.hand_over import tell_owner
from tongxin.directory.activities.actions.plan import check_owner, check_words
from tongxin.directory.activities.actions.traces import on, trace_steps
from tongxin.directory.activities.events import StepChanged
from tongxin.directory.activities.models import Due, Step
from tongxin.directory.activities.models.kinds import PLANNED
from tongxin.directory.parties.actions import ChangedMeanwhile
from tongxin.directory.parties.models import Party

_CHECKS: dict[str, Callable[[Any], Any]] = {
    "text": check_words,
    "kind": lambda value: check_kind(value, PLANNED),
    "due": lambda value: value,
    "owner": lambda value: value,
    "party": lambda value: value,
    "money": lambda value: value,
}


def _current(step: Step, name: str) -> Any:  # Any: the JSON form of a value
    return _plain(getattr(step, name))


def _plain(value: Any) -> Any:  # Any: a value and its JSON form
    if isinstance(value, Person | Party):
        return value.pk
    if isinstance(value, Money):
        return str(value)
    return str(value if isinstance(value, Due) else Due.of(value)) if isinstance(value, date | Due) else value


@transaction.atomic
def change_step(
    *,
    by: Person,
    step: Step,
    was: Mapping[str, Any] | None = None,  # Any: values as shown
    quietly: bool = False,
    **values: Any,  # Any: values as typed
) -> Step:
    """Move (`due`), reword, give to somebody else (`owner`), file under a `party`, name a sum (`money`), fill the firm's fields (by their keys). Raises NotYours, CannotSee and,
    when somebody changed the same meanwhile, ChangedMeanwhile. `quietly` is how hand-overs move many at once: the new owner
    gets no notice for each, and one who has left can get back what was theirs."""
    step = own_step(by, step.pk)
    values, own = parted(values)
    if unknown := set(values) - set(_CHECKS):
        raise ValidationError(_("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))})
    theirs = {name: _current(step, name) for name, seen in (was or {}).items() if name in values}
    theirs = {name: value for name, value in theirs.items() if value != _plain((was or {})[name])}
    if theirs:
        raise ChangedMeanwhile(theirs)
    checked = {name: _CHECKS[name](value) for name, value in values.items()}
    if "due" in checked:
        checked["due"] = Due.of(checked["due"])
    if "party" in checked:
        check_party(by, checked["party"])
    owner = checked.get("owner", step.owner)
    if {"party", "owner"} & set(checked) and not (quietly and not owner.is_active):
        check_owner(owner, checked.get("party", step.party))
    step = _write(by, step, checked, quietly=quietly)
    fill_record(by=by, kind="step", number=step.pk, given=own, was=was)
    return step


def _write(by: Person, step: Step, checked: Mapping[str, Any], *, quietly: bool) -> Step:  # Any: column values
    before = {name: old for name, value in checked.items() if (old := _current(step, name)) != _plain(value)}
    if not before:
        return step
    left_party = step.party_id
    for name in before:
        if name == "due":
            step.due_on, step.due_at = checked["due"]
        else:
            setattr(step, name, checked[name])
    step.version += 1
    step.save()
    settle_values(kind="step", facts={step.pk: step_facts(step)})
    after = {name: _plain(checked[name]) for name in before}
    if "owner" in before:
        after["owner"] = step.owner.name
    told = StepChanged(text=step.text, fields=sorted(before), after=after)
    tell(told, by=by, on=on(step), customer=step.party_id, before=before)
    trace_steps(left_party, step.party_id)
    if "owner" in before and not quietly:
        tell_owner(by, step)
    return step


def postpone_step(*, by: Person, step: Step, days: int) -> Step:
    """Move a step so many days on, counted from today when it is late; an agreed clock time stays the same."""
    today = timezone.localdate(now())
    begin = max(step.due_on or today, today)
    day = begin + timedelta(days=days)
    if step.due_at is None:
        return change_step(by=by, step=step, due=day)
    clock = timezone.localtime(step.due_at)
    return change_step(by=by, step=step, due=clock + (day - clock.date()))
