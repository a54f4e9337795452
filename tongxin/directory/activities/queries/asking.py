"""By what lists of activities and of steps are asked and sorted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, SortField
from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.queries.criteria import choices_of, colleagues, names_of
from tongxin.directory.parties.models.facts import FACTS
from tongxin.directory.parties.queries.criteria import in_use

_OF_CUSTOMER = ("tier", "region", "city", "industry", "source")


def activity_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """Conditions on activities, and on the customers they belong to."""
    return [
        FilterField(key="activity_kind", label=_("kind of contact"), path="kind", kind="choice", choices=choices_of(Activity, "kind"), groups=True),
        FilterField(key="at", label=_("when"), path="at", kind="datetime"),
        FilterField(key="made_by", label=_("by"), path="made_by_id", kind="person", named=names_of, options=colleagues, groups=True),
        FilterField(key="direction", label=_("direction"), path="direction", kind="choice", choices=dict(Activity.Direction.choices), groups=True),
        FilterField(key="text", label=_("text"), path="text", kind="text"),
        FilterField(key="minutes", label=_("minutes"), path="minutes", kind="number"),
        FilterField(key="amount", label=_("amount"), path="amount", kind="money", minor_digits=2),
        FilterField(key="filed", label=_("customer"), path="party_id", kind="relation", ops=("empty", "filled")),
        *customer_parts(person),
    ]  # fmt: skip


def step_fields(person: Any) -> list[FilterField]:  # Any: as above
    """Conditions on what is planned, and on the customers."""
    return [
        FilterField(key="step_kind", label=_("kind of step"), path="kind", kind="choice", choices=choices_of(Step, "kind"), groups=True),
        FilterField(key="due_on", label=_("day"), path="due_on", kind="date"),
        FilterField(key="step_owner", label=_("who"), path="owner_id", kind="person", ops=("eq", "ne", "in", "mine", "my_team"), named=names_of, options=colleagues, groups=True),
        FilterField(key="made_by", label=_("planned by"), path="made_by_id", kind="person", named=names_of, options=colleagues),
        FilterField(key="step_text", label=_("what"), path="text", kind="text"),
        FilterField(key="amount", label=_("amount"), path="amount", kind="money", minor_digits=2),
        FilterField(key="done_at", label=_("done on"), path="done_at", kind="datetime"),
        FilterField(key="filed", label=_("customer"), path="party_id", kind="relation", ops=("empty", "filled")),
        *customer_parts(person),
    ]  # fmt: skip


def customer_parts(person: Any) -> list[FilterField]:  # Any: as above
    """What is asked of the customer, without what is hidden from the person."""
    hidden = hidden_fields(person, "party")
    facts = [
        FilterField(
            key=f"customer_{name}",
            label=FACTS[name].label,
            path=f"party__{name}",
            kind="text",
            options=in_use(person, name),
        )
        for name in _OF_CUSTOMER
        if name not in hidden
    ]
    name = FilterField(key="customer_name", label=_("customer's name"), path="party__name", kind="text")
    owner = FilterField(
        key="customer_owner",
        label=_("customer's owner"),
        path="party__owner_id",
        kind="person",
        named=names_of,
        options=colleagues,
    )
    return [name, *([] if "owner" in hidden else [owner]), *facts]


def activity_orders(person: Any) -> list[SortField]:  # Any: as above
    """Newest and oldest: other orders would read ten million rows."""
    return [SortField(key="at", label=_("when"), path="at")]


def step_orders(person: Any) -> list[SortField]:  # Any: as above
    """By day, and by when it was planned."""
    return [SortField(key="due_on", label=_("day"), path="due_on")]
