"""Why a rule can't be put into use as it is written, in words that say what to do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tongxin.base.filters import BadFilter, read_filter
from tongxin.base.registries.automations import ActInput, acts_for, automation_acts, occasions
from tongxin.collab.automations.definition import Definition, Step
from tongxin.collab.automations.queries.fitting import asked_fields
from tongxin.collab.automations.queries.people import who_options
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import list_kinds


def faults_of(person: Person, kind: str, said: Definition) -> list[str]:
    """Everything that is wrong with it, in order; nothing when it can act in this person's name."""
    if kind not in list_kinds:
        return [_("There are no records of this kind any more. Take the rule away.")]
    return list(_faults(person, kind, said))


def _faults(person: Person, kind: str, said: Definition) -> Iterator[str]:
    if not person.is_active:
        yield _("%(name)s has left. Choose in whose name it acts.") % {"name": person.name}
    occasion = occasions.find(said.occasion)
    if said.occasion and (occasion is None or occasion.kind != kind):
        yield _("The event for which it waits is not there. Choose another one.")
    if not said.occasion and not said.parts:
        yield _("Say what must hold, or it would act on every record.")
    try:
        read_filter(said.filter, asked_fields(person, kind))
    except BadFilter as error:
        yield _("Its conditions can't be asked: %(error)s") % {"error": error.text}
    if not said.acts:
        yield _("Say what is to be done.")
    for number, step in enumerate(said.acts, 1):
        for fault in step_faults(person, kind, step):
            yield _("Act %(number)d: %(fault)s") % {"number": number, "fault": fault}


def step_faults(person: Person, kind: str, step: Step) -> Iterator[str]:
    """What is wrong with one act."""
    if step.act not in acts_for(person, kind):
        yield _("This can't be done with such records. Choose another act.")
        return
    for one in automation_acts.get(step.act).inputs(person, kind, step.values):
        fault = input_fault(person, kind, one, step.values.get(one.key, ""))
        if fault:
            yield f"{one.label}: {fault}"


def input_fault(person: Person, kind: str, asked: ActInput, value: str) -> str:
    """What is wrong with one thing chosen; empty when nothing is."""
    if not value.strip():
        return _("Fill this in.") if asked.required else ""
    if asked.kind == "number" and not (value.isascii() and value.isdigit() and int(value) <= 3650):
        return _("A whole number from 0 to 3650.")
    offered = who_options(person, kind) if asked.kind == "who" else asked.options
    if asked.kind in ("who", "choice") and value not in {key for key, _name in offered}:
        return _("This can't be chosen any more. Choose anew.")
    return ""
