"""What rules can do here: set a field, as lists do."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.registries.automations import ActInput, AutomationAct, Chosen, automation_acts
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions import set_field
from tongxin.collab.views.queries import list_kinds
from tongxin.collab.views.queries.setting import input_for, settable


def _fields(person: Person, kind: str) -> list[tuple[str, str]]:
    of = list_kinds.find(kind)
    return [(key, str(label)) for key, label in settable(of, person, for_many=True).items()] if of else []


def _inputs(person: Person, kind: str, chosen: Chosen) -> Sequence[ActInput]:
    options = _fields(person, kind)
    asked = ActInput(key="field", label=gettext_lazy("Which field"), kind="choice", options=options, redraws=True)
    field = chosen.get("field", "")
    if field not in dict(options):
        return [asked]
    label, typed = gettext_lazy("New value"), input_for(list_kinds.get(kind), person, field, chosen.get("value", ""))
    if typed.kind == "select":
        return [asked, ActInput(key="value", label=label, kind="choice", options=typed.options, required=False)]
    how: Literal["date", "text"] = "date" if typed.kind == "date" else "text"
    return [asked, ActInput(key="value", label=label, kind=how, required=False)]


def _set(by: Person, on: Subject, values: Mapping[str, Any], key: str) -> None:  # Any: as the inputs say
    set_field(by=by, kind=list_kinds.get(on.kind), number=on.id, field=values["field"], value=values.get("value", ""))


def _said(chosen: Chosen) -> str:
    words = {"field": chosen.get("field") or "…", "value": chosen.get("value", "")}
    return _("set %(field)s to “%(value)s”") % words if words["value"] else _("empty %(field)s") % words


def register_automations() -> None:
    """The act by which a rule changes a record."""
    automation_acts.register(
        "set",
        AutomationAct(
            label=gettext_lazy("Set a field"),
            icon="edit",
            inputs=_inputs,
            do=_set,
            said=_said,
            offered=lambda person, kind: bool(_fields(person, kind)),
            order=30,
        ),
    )
