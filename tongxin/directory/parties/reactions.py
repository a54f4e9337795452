"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.collab.fields.events import FieldChanged, FieldDefined, FieldPurged, FieldRestored, FieldRetired
from tongxin.collab.jobs.actions import enqueue

FieldTold = FieldDefined | FieldChanged | FieldRetired | FieldRestored | FieldPurged


def when_fields_changed(telling: Telling) -> None:
    """What is worked out for customers follows the fields, behind the scenes."""
    told = cast(FieldTold, telling.event)
    has_effect = told.type in ("formula", "roll_up") if isinstance(told, FieldDefined) else True
    if isinstance(told, FieldChanged):
        has_effect = told.recounts
    if told.kind == "party" and has_effect:
        enqueue(name="parties.recount", arguments={}, unique_key="parties.recount")


def react() -> None:
    """Listen."""
    for event in (FieldDefined, FieldChanged, FieldRetired, FieldRestored, FieldPurged):
        react_to(event, when_fields_changed)
