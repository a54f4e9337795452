"""What rules can do here: remind somebody."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tongxin.base.registries.automations import ActInput, AutomationAct, Chosen, automation_acts
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person

_LONGEST = 180


def _inputs(person: Person, kind: str, chosen: Chosen) -> Sequence[ActInput]:
    return [
        ActInput(key="who", label=pgettext_lazy("automation", "Whom"), kind="who"),
        ActInput(
            key="text",
            label=pgettext_lazy("automation", "What the notice says"),
            kind="text",
            hint=gettext_lazy("{record} stands for the record's name, where the reader may see it."),
        ),
    ]


def _remind(by: Person, on: Subject, values: Mapping[str, Any], key: str) -> None:  # Any: as the inputs say
    text = " ".join(str(values["text"]).split())
    if not text or len(text) > _LONGEST:
        raise ValidationError(_("A notice has at most %(n)d characters.") % {"n": _LONGEST})
    text = text.replace("%", "%%").replace("{record}", "%(title)s").replace("{记录}", "%(title)s")
    notify(people=[values["who"]], kind="rule.reminded", text=text, on=on, matter="turn", key=key)


def register_automations() -> None:
    """The act by which a rule reaches people."""
    automation_acts.register(
        "remind",
        AutomationAct(
            label=gettext_lazy("Remind somebody"),
            icon="bell",
            inputs=_inputs,
            do=_remind,
            said=lambda chosen: (
                _("remind %(who)s: “%(text)s”") % {"who": chosen.get("who") or "…", "text": chosen.get("text") or "…"}
            ),
            order=20,
        ),
    )
