"""Writing activities and tasks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.money import InvalidMoney, Money
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import (
    cancel_step,
    change_activity,
    change_step,
    delete_activity,
    note_activity,
    plan_step,
)
from tongxin.directory.activities.actions.checks import own_activity, own_step
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.parties.models import Contact
from tongxin.interfaces.rest.actions.custom import beside_custom, own_values
from tongxin.interfaces.rest.actions.parties import known_colleague, known_party
from tongxin.interfaces.rest.actions.rights import check_writable
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def _money(given: Any) -> Money | None:  # Any: an amount as sent, or nothing
    if given is None:
        return None
    try:
        return Money.of(given.amount, given.currency)
    except InvalidMoney as error:
        raise ValidationError({"amount": str(error)}) from error


def _people(by: Person, values: Values) -> list[int]:
    """Numbers of people who were named, as contacts or themselves. Raises ValidationError for contacts out of sight."""
    wanted = list(values.get("contacts", ()))
    known = dict(Contact.objects.visible_to(by).filter(pk__in=wanted).values_list("pk", "person_id")) if wanted else {}
    if set(wanted) - known.keys():
        raise ValidationError({"contacts": _("There is no such contact, or it isn't yours to see.")})
    return [*(known[number] for number in wanted), *values.get("people", ())]


def _due(on: date | None, at: datetime | None, *, field: str) -> date | datetime | None:
    if on is not None and at is not None:
        raise ValidationError({field: _("Send either a day or an instant.")})
    return at or on


def _prepared(by: Person, values: Values) -> dict[str, Any]:  # Any: arguments of the verbs
    """What both kinds of record share: party and people as their rooms want them."""
    ready = {name: value for name, value in values.items() if name not in ("contacts", "people", "custom")}
    if "party" in values:
        number = values["party"]
        ready["party"] = None if number is None else known_party(by, number, field="party")
    if {"contacts", "people"} & values.keys():
        ready["people"] = _people(by, values)
    return ready


def add_activity(*, by: Person, values: Values) -> Activity:
    """Write down what happened, and what comes next. Raises ValidationError."""
    check_writable(by, values, kinds=["activity"])
    due = _due(values.get("next_on"), values.get("next_at"), field="next_on")
    words = values.get("next_step", "").strip()
    if due is not None and not words:
        raise ValidationError({"next_step": _("Say in a word what is to be done.")})
    ready = _prepared(by, {name: value for name, value in values.items() if not name.startswith("next_")})
    about = values.get("about")
    ready["about"] = Subject(about.kind, about.id) if about else None
    ready["amount"] = _money(values.get("amount"))
    ready["custom"] = own_values(values)
    with beside_custom():
        return note_activity(by=by, **{"party": None, **ready}, next_step=(words, due) if words else None)


@transaction.atomic
def change_whole_activity(*, by: Person, activity: Activity, version: int, values: Values) -> None:
    """Mend it, on the version that the writer knows. Raises NotYours, StaleVersion, ValidationError."""
    check_version(own_activity(by, activity.pk), version)
    check_writable(by, values, kinds=["activity"])
    if "at" in values and values["at"] is None:
        raise ValidationError({"at": _("Say when it happened.")})
    with beside_custom():
        change_activity(by=by, activity=activity, **_prepared(by, values), **own_values(values))


@transaction.atomic
def bin_activity(*, by: Person, activity: Activity, version: int) -> None:
    """Into the recycle bin. Raises NotYours, StaleVersion."""
    check_version(own_activity(by, activity.pk), version)
    delete_activity(by=by, activity=activity)


def add_task(*, by: Person, values: Values) -> Step:
    """Plan something for oneself. Raises ValidationError."""
    check_writable(by, values, kinds=["step"])
    ready = _prepared(by, values)
    due = _due(ready.pop("due_on", None), ready.pop("due_at", None), field="due_on")
    ready["amount"] = _money(values.get("amount"))
    with beside_custom():
        return plan_step(by=by, due=due, custom=own_values(values), **ready)


@transaction.atomic
def change_task(*, by: Person, step: Step, version: int, values: Values) -> None:
    """Move, reword, file. Raises NotYours, StaleVersion, ValidationError."""
    check_version(own_step(by, step.pk), version)
    check_writable(by, values, kinds=["step"])
    ready = _prepared(by, values)
    if {"due_on", "due_at"} & values.keys():
        ready["due"] = _due(ready.pop("due_on", None), ready.pop("due_at", None), field="due_on")
    with beside_custom():
        change_step(by=by, step=step, **ready, **own_values(values))


@transaction.atomic
def assign_task(*, by: Person, step: Step, owner: int, version: int | None) -> Step:
    """Give it to a colleague who sees the customer. Raises NotYours, StaleVersion, CannotSee, ValidationError."""
    check_version(own_step(by, step.pk), version)
    check_writable(by, ["owner"], kinds=["step"])
    return change_step(by=by, step=step, owner=known_colleague(owner, field="owner"))


@transaction.atomic
def give_up_task(*, by: Person, step: Step, version: int) -> None:
    """It will not be done. Raises NotYours, StaleVersion, ValidationError when it is no longer open."""
    check_version(own_step(by, step.pk), version)
    cancel_step(by=by, step=step)
