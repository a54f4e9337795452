"""How activities and steps carry fields of the firm."""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from tongxin.collab.search.actions import index_documents
from tongxin.directory.activities.models import Activity, Step


def changeable_activities(person: Any, ids: Collection[int]) -> set[int]:  # Any: also takes Django's anonymous user
    """Those of these that the person may change."""
    rows = Activity.objects.changeable_by(person).living()
    return set(rows.filter(pk__in=list(ids)).values_list("pk", flat=True))


def changeable_steps(person: Any, ids: Collection[int]) -> set[int]:  # Any: as above
    """Those of these that the person may change."""
    return set(Step.objects.changeable_by(person).filter(pk__in=list(ids)).values_list("pk", flat=True))


def activity_facts(activity: Activity) -> dict[str, Any]:  # Any: column values
    """What rules and formulas may speak of."""
    return {name: getattr(activity, name) for name in ("kind", "text", "minutes", "direction")}


def step_facts(step: Step) -> dict[str, Any]:  # Any: as above
    """What rules and formulas may speak of."""
    return {name: getattr(step, name) for name in ("kind", "text", "due_on")}


def touch_activity(number: int) -> None:
    """Its own fields changed: who knew it before must look again, and it is found by its new words."""
    Activity.objects.filter(pk=number).update(version=F("version") + 1)
    index_documents("activity", [number])


def touch_step(number: int) -> None:
    """The same for a step, which is not searched."""
    Step.objects.filter(pk=number).update(version=F("version") + 1)
