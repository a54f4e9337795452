"""When that happened there, we do this here."""

from collections.abc import Sequence
from typing import cast

from tongxin.base.events import Telling, react_to, react_to_many
from tongxin.collab.fields.events import FieldChanged, FieldDefined, FieldPurged, FieldRestored, FieldRetired
from tongxin.collab.jobs.actions import enqueue
from tongxin.directory.parties.actions.recounting import roll_up_again
from tongxin.directory.parties.events import ContactAdded, ContactRemoved

FieldTold = FieldDefined | FieldChanged | FieldRetired | FieldRestored | FieldPurged


def when_fields_changed(telling: Telling) -> None:
    """What is worked out for customers follows the fields, behind the scenes."""
    told = cast(FieldTold, telling.event)
    has_effect = told.type in ("formula", "roll_up") if isinstance(told, FieldDefined) else True
    if isinstance(told, FieldChanged):
        has_effect = told.recounts
    if told.kind == "party" and has_effect:
        enqueue(name="parties.recount", arguments={}, unique_key="parties.recount")


def when_contacts_changed(tellings: Sequence[Telling]) -> None:
    """What is counted of contacts follows."""
    roll_up_again({telling.customer_id for telling in tellings if telling.customer_id})


def react() -> None:
    """Listen."""
    for event in (FieldDefined, FieldChanged, FieldRetired, FieldRestored, FieldPurged):
        react_to(event, when_fields_changed)
    react_to_many([ContactAdded, ContactRemoved], when_contacts_changed)
