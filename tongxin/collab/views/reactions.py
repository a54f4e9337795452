"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.base.registries import subject_kinds
from tongxin.collab.fields.events import FieldChanged, FieldDefined, FieldPurged, FieldRestored, FieldRetired
from tongxin.collab.jobs.actions import enqueue

FieldTold = FieldDefined | FieldChanged | FieldRetired | FieldRestored | FieldPurged


def when_fields_changed(telling: Telling) -> None:
    """What lists show of formulas follows their definition, for kinds whose rooms keep no values themselves."""
    told = cast(FieldTold, telling.event)
    known = subject_kinds.find(told.kind)
    has_effect = told.type == "formula" if isinstance(told, FieldDefined) else True
    if isinstance(told, FieldChanged):
        has_effect = told.recounts
    if has_effect and known is not None and known.bearing is not None:
        enqueue(name="fields.recount", arguments={"kind": told.kind}, unique_key=f"fields.recount:{told.kind}")


def react() -> None:
    """Listen."""
    for event in (FieldDefined, FieldChanged, FieldRetired, FieldRestored, FieldPurged):
        react_to(event, when_fields_changed)
