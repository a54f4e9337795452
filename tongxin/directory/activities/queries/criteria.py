"""What passed with customers, and what is planned, as criteria for lists of customers."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, Kept
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity, Step

# So many are collected within a tenth of a second: docs/decisions/0023.
_FEW = 20_000


def _activities() -> QuerySet[Activity]:
    return Activity.objects.living()


def _open_steps() -> QuerySet[Step]:
    return Step.objects.open()


def names_of(ids: Any) -> dict[int, str]:  # Any: a collection of numbers
    """Names of colleagues."""
    return dict(Person.objects.filter(pk__in=ids).values_list("id", "name"))


def colleagues() -> dict[str, str]:
    """Whom to offer."""
    return {str(one.pk): one.name for one in Person.objects.active().by_name()[:500]}


def choices_of(model: type[Activity] | type[Step], name: str) -> dict[str, str]:
    """The words of a column with choices."""
    return dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # a column with choices


ACTIVITY_PARTS = (
    FilterField(key="activity_kind", label=_("kind of contact"), path="kind", kind="choice", choices=choices_of(Activity, "kind")),
    FilterField(key="at", label=_("when"), path="at", kind="datetime"),
    FilterField(key="made_by", label=_("by"), path="made_by_id", kind="person", named=names_of, options=colleagues),
    FilterField(key="direction", label=_("direction"), path="direction", kind="choice", choices=dict(Activity.Direction.choices)),
    FilterField(key="text", label=_("text"), path="text", kind="text"),
    FilterField(key="minutes", label=_("minutes"), path="minutes", kind="number"),
)  # fmt: skip
STEP_PARTS = (
    FilterField(key="step_kind", label=_("kind of step"), path="kind", kind="choice", choices=choices_of(Step, "kind")),
    FilterField(key="due_on", label=_("day"), path="due_on", kind="date"),
    FilterField(key="step_owner", label=_("who"), path="owner_id", kind="person", named=names_of, options=colleagues),
    FilterField(key="step_text", label=_("what"), path="text", kind="text"),
)


def customer_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """Conditions on what passed and what is planned: whoever sees a customer sees both."""
    happened = Kept(rows=_activities, link="party_id", few=_FEW, found_by=("activity_kind", "at"))
    planned = Kept(rows=_open_steps, link="party_id")
    return [
        FilterField(key="activities", label=_("activities"), kind="related", kept=happened, parts=ACTIVITY_PARTS),
        FilterField(key="steps", label=_("next steps"), kind="related", kept=planned, parts=STEP_PARTS),
    ]
