"""Asking colleagues, and promising."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import give_task
from tongxin.collab.tasks.models import Task
from tongxin.interfaces.rest.actions.approvals import colleagues
from tongxin.interfaces.rest.queries.approvals import seen_subject

Values = Mapping[str, Any]  # Any: checked JSON values


def ask(*, by: Person, values: Values) -> Task:
    """A new one, with people and the task before it instead of their numbers. Raises ValidationError."""
    ready = dict(values)
    if ready.get("owner") is not None:
        ready["owner"] = colleagues([ready["owner"]], field="owner")[0]
    if "helpers" in ready:
        ready["helpers"] = colleagues(ready["helpers"], field="helpers")
    if ready.get("after") is not None:
        ready["after"] = Task.objects.of(by).filter(pk=ready["after"]).first()
        if ready["after"] is None:
            raise ValidationError({"after": _("There is no such record.")})
    return give_task(by=by, on=seen_subject(by, ready.pop("about", "")), **ready)
