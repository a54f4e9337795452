"""Mending what was written down."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.collab.fields.actions import fill_record, parted, settle_values
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.activities.actions.bearing import activity_facts
from tongxin.directory.activities.actions.checks import (
    check_happened,
    check_kind,
    check_party,
    check_people,
    check_text,
    own_activity,
)
from tongxin.directory.activities.actions.note import as_told, write_people
from tongxin.directory.activities.actions.traces import on, trace_contacts
from tongxin.directory.activities.events import ActivityChanged, ActivityPlaced
from tongxin.directory.activities.models import Activity
from tongxin.directory.activities.models.kinds import HAPPENED
from tongxin.directory.parties.actions import ChangedMeanwhile
from tongxin.directory.parties.models import Party

# What a typed value must be, by column. `people` and `party` are handled apart: they are no plain columns.
_CHECKS: dict[str, Callable[[Any], Any]] = {
    "kind": lambda value: check_kind(value, HAPPENED),
    "text": check_text,
    "at": lambda value: check_happened(value, now()),
    "minutes": lambda value: value,
    "money": lambda value: value,
    "direction": lambda value: check_kind(value, ["", *Activity.Direction.values], field="direction"),
}
MENDABLE = (*_CHECKS, "people", "party")


def plain(value: Any) -> Any:  # Any: a column value and its JSON form
    """A value as JSON holds it."""
    if isinstance(value, Party):
        return value.pk
    if isinstance(value, Money):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _current(activity: Activity, name: str) -> Any:  # Any: as above
    if name == "people":
        return list(activity.people_in.order_by("id").values_list("person_id", flat=True))
    return activity.party_id if name == "party" else plain(getattr(activity, name))


@transaction.atomic
def change_activity(
    *,
    by: Person,
    activity: Activity,
    was: Mapping[str, Any] | None = None,  # Any: values as shown
    **values: Any,  # Any: values as typed
) -> Activity:
    """Mend kind, text, time, minutes, sum, direction, people, the party under which it is filed, or the firm's fields (by their keys). Raises NotYours.

    `was` are the values the person saw: where one differs from now, ChangedMeanwhile is raised and nothing is written.
    """
    activity = own_activity(by, activity.pk)
    values, own = parted(values)
    if unknown := set(values) - set(MENDABLE):
        raise ValidationError(_("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))})
    theirs = {
        name: now_is
        for name, seen in parted(was or {})[0].items()
        if (now_is := _current(activity, name)) != plain(seen)
    }
    if theirs := {name: value for name, value in theirs.items() if name in values}:
        raise ChangedMeanwhile(theirs)
    checked = {name: _CHECKS[name](value) for name, value in values.items() if name in _CHECKS}
    if "people" in values:
        checked["people"] = check_people(by, values["people"])
    if "party" in values:
        check_party(by, values["party"])
        checked["party"] = values["party"]
    activity = _write(by, activity, checked)
    fill_record(by=by, kind="activity", number=activity.pk, given=own, was=was)
    return activity


def _write(by: Person, activity: Activity, checked: Mapping[str, Any]) -> Activity:  # Any: column values
    before = {name: old for name, value in checked.items() if (old := _current(activity, name)) != plain(value)}
    if not before:
        return activity
    left_party, was_kind = activity.party_id, activity.kind
    for name in before:
        if name != "people":
            setattr(activity, name, checked[name])
    people: Collection[int] = checked["people"] if "people" in before else _current(activity, "people")
    if not activity.text and not people:
        raise ValidationError({"text": _("Say in a word what happened.")})
    activity.version += 1
    activity.save()
    if "people" in before:
        write_people(activity, people)
    settle_values(kind="activity", facts={activity.pk: activity_facts(activity)})
    told = ActivityChanged(fields=sorted(before), after={name: plain(checked[name]) for name in before})
    tell(told, by=by, on=on(activity), customer=activity.party_id, before=before)
    if {"at", "party"} & set(before) and activity.party_id is not None:
        placed = as_told(activity, ActivityPlaced)
        tell(placed, by=by, on=on(activity), customer=activity.party_id, happened_at=activity.at)
    index_documents("activity", [activity.pk])
    if {"at", "party", "kind"} & set(before) or was_kind != activity.kind:
        trace_contacts(left_party, activity.party_id)
    return activity
