"""Writing in calendars."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.calendar.actions import add_entry, change_entry
from tongxin.collab.calendar.actions.checks import own_entry
from tongxin.collab.calendar.models import Calendar, Entry
from tongxin.collab.people.models import Person
from tongxin.interfaces.rest.actions.approvals import colleagues
from tongxin.interfaces.rest.actions.versions import check_version
from tongxin.interfaces.rest.queries.approvals import seen_subject

Values = Mapping[str, Any]  # Any: checked JSON values
_TIMES = ("starts_at", "ends_at", "first_on", "last_on")


def enter(*, by: Person, values: Values) -> Entry:
    """A new entry. Raises ValidationError, and what entering raises."""
    ready = _ready(values)
    if "starts" not in ready:
        raise ValidationError({"starts_at": _("Say when it takes place.")})
    number = ready.pop("calendar", None)
    if number is not None:
        ready["calendar"] = Calendar.objects.open().changeable_by(by).filter(pk=number).first()
        if ready["calendar"] is None:
            raise ValidationError({"calendar": _("You may not write in this calendar.")})
    return add_entry(by=by, on=seen_subject(by, ready.pop("about", "")), **ready)


@transaction.atomic
def change(*, by: Person, entry: Entry, version: int, values: Values) -> Entry:
    """Put it otherwise, on the version that the writer knows. Raises NotYourEntry, StaleVersion, ValidationError."""
    check_version(own_entry(by, entry.pk), version)
    return change_entry(by=by, entry=entry, **_ready(values))


def _ready(values: Values) -> dict[str, Any]:  # Any: arguments of the verbs
    """Times as the verbs know them, colleagues instead of their numbers."""
    ready = {name: value for name, value in values.items() if name not in _TIMES}
    starts = values.get("starts_at") or values.get("first_on")
    if values.get("starts_at") and values.get("first_on"):
        raise ValidationError({"starts_at": _("Send either a day or an instant.")})
    if starts is not None:
        ready |= {"starts": starts, "ends": values.get("ends_at") if values.get("starts_at") else values.get("last_on")}
    elif any(values.get(name) for name in _TIMES):
        raise ValidationError({"starts_at": _("Say when it takes place.")})
    if "guests" in values:
        ready["guests"] = colleagues(values["guests"], field="guests")
    return ready
