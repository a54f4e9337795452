"""What rules can do here: ask somebody for something."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tongxin.base.clock import now
from tongxin.base.registries.automations import ActInput, AutomationAct, Chosen, automation_acts
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import give_task


def _inputs(person: Person, kind: str, chosen: Chosen) -> Sequence[ActInput]:
    return [
        ActInput(key="who", label=pgettext_lazy("automation", "Who does it"), kind="who"),
        ActInput(
            key="text",
            label=pgettext_lazy("automation", "What is to be done"),
            kind="words",
            hint=gettext_lazy("{record} stands for the record's name."),
        ),
        ActInput(key="days", label=pgettext_lazy("automation", "Within how many days"), kind="number"),
    ]


def _give(by: Person, on: Subject, values: Mapping[str, Any], key: str) -> None:  # Any: as the inputs say
    due = timezone.localdate(now()) + timedelta(days=int(values["days"]))
    give_task(by=by, text=str(values["text"]), owner=values["who"], due_on=due, on=on)


def _said(chosen: Chosen) -> str:
    days = int(chosen["days"]) if chosen.get("days", "").isdigit() else 0
    words = {"who": chosen.get("who") or "…", "text": chosen.get("text") or "…", "days": days}
    return (
        ngettext(
            "give %(who)s the task “%(text)s”, due in %(days)d day",
            "give %(who)s the task “%(text)s”, due in %(days)d days",
            days,
        )
        % words
        if days
        else _("give %(who)s the task “%(text)s”, due today") % words
    )


def register_automations() -> None:
    """The act by which a rule asks for a promise."""
    automation_acts.register(
        "task",
        AutomationAct(label=gettext_lazy("Give a task"), icon="check", inputs=_inputs, do=_give, said=_said, order=10),
    )
