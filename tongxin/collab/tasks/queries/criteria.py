"""By what tasks can be asked for, sorted and grouped."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.filters import FilterField, SortField
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Every, Task


def _names_of(ids: Any) -> dict[int, str]:  # Any: a collection of numbers
    return dict(Person.objects.filter(pk__in=ids).values_list("id", "name"))


def _colleagues() -> dict[str, str]:
    return {str(one.pk): one.name for one in Person.objects.active().by_name()[:500]}


def task_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """Conditions on tasks."""
    states, rhythms = dict(Task.State.choices), {key: label for key, label in Every.choices if key}
    return [
        FilterField(key="state", label=_("state"), path="state", kind="choice", choices=states, groups=True),
        FilterField(key="owner", label=pgettext_lazy("task", "who does it"), path="owner_id", kind="person", named=_names_of, options=_colleagues, groups=True),
        FilterField(key="made_by", label=pgettext_lazy("task", "asked by"), path="made_by_id", kind="person", named=_names_of, options=_colleagues, groups=True),
        FilterField(key="due_on", label=pgettext_lazy("task", "until when"), path="due_on", kind="date"),
        FilterField(key="text", label=pgettext_lazy("task", "what"), path="text", kind="text"),
        FilterField(key="every", label=pgettext_lazy("task", "repeats"), path="every", kind="choice", choices=rhythms),
    ]  # fmt: skip


def task_orders(person: Any) -> list[SortField]:  # Any: as above
    """Orders of tasks."""
    return [SortField(key="due_on", label=pgettext_lazy("task", "until when"), path="due_on")]
