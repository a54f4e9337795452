"""For what rules can wait here, and what they can do: give a customer to somebody."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tongxin.base.registries.automations import (
    ActInput,
    AutomationAct,
    Chosen,
    Occasion,
    automation_acts,
    occasions,
)
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import assign_parties
from tongxin.directory.parties.events import PartyAssigned, PartyChanged, PartyCreated


def _assign(by: Person, on: Subject, values: Mapping[str, Any], key: str) -> None:  # Any: as the inputs say
    assign_parties(by=by, parties=[on.id], owner=values["who"])


def _inputs(person: Person, kind: str, chosen: Chosen) -> Sequence[ActInput]:
    return [ActInput(key="who", label=pgettext_lazy("automation", "To whom"), kind="who")]


def register_automations() -> None:
    """Three occasions and an act."""
    told = (
        (PartyCreated.name, gettext_lazy("a customer is entered"), False),
        (PartyChanged.name, gettext_lazy("something about a customer is changed"), True),
        (PartyAssigned.name, gettext_lazy("a customer gets another owner"), False),
    )
    for order, (event, label, names) in enumerate(told, 10):
        occasions.register(event, Occasion(label=label, event=event, kind="party", names_fields=names, order=order))
    automation_acts.register(
        "assign",
        AutomationAct(
            label=gettext_lazy("Give the customer to somebody"),
            icon="hand",
            inputs=_inputs,
            do=_assign,
            said=lambda chosen: _("give the customer to %(who)s") % {"who": chosen.get("who") or "…"},
            offered=lambda person, kind: kind == "party",
            order=5,
        ),
    )
