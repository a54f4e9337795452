"""A rule as a sentence."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.filters import BadFilter, sentence
from tongxin.base.registries import subject_kinds
from tongxin.base.registries.automations import automation_acts, occasions
from tongxin.collab.automations.definition import Definition, Step
from tongxin.collab.automations.queries.fitting import asked_fields
from tongxin.collab.automations.queries.people import who_name
from tongxin.collab.people.models import Person

# What stands for the record's name in what a rule writes.
RECORD = ("{record}", "{记录}")


class SaidRule(NamedTuple):
    """When, under which conditions, and what then."""

    when: str
    conditions: str
    acts: list[str]


def said_rule(person: Person, kind: str, said: Definition) -> SaidRule:
    """The rule in the reader's language, with what the person in whose name it acts may know."""
    return SaidRule(
        said_when(kind, said), said_filter(person, kind, said), [said_step(person, kind, one) for one in said.acts]
    )


def said_when(kind: str, said: Definition) -> str:
    """For what it waits."""
    if said.waits_for_event:
        occasion = occasions.find(said.occasion)
        return str(occasion.label) if occasion else _("an event that is not there any more")
    of = subject_kinds.find(kind)
    return _("the conditions hold for a %(kind)s %(long)s") % {
        "kind": of.label if of else kind,
        "long": said_hold(said),
    }


def said_hold(said: Definition) -> str:
    """For how long."""
    hours = said.hold_hours
    if not hours:
        return _("(at once)")
    if hours % 24 == 0:
        return ngettext("for %(n)d day", "for %(n)d days", hours // 24) % {"n": hours // 24}
    return ngettext("for %(n)d hour", "for %(n)d hours", hours) % {"n": hours}


def said_filter(person: Person, kind: str, said: Definition) -> str:
    """The conditions; empty when there are none."""
    if not said.parts:
        return ""
    try:
        return sentence(said.filter, asked_fields(person, kind))
    except BadFilter as error:
        return _("conditions that can't be asked: %(error)s") % {"error": error.text}


def said_parts(person: Person, kind: str, said: Definition) -> list[str]:
    """Each condition for itself."""
    try:
        known = asked_fields(person, kind)
        return [sentence(part, known) for part in said.parts]
    except BadFilter:
        return ["?"] * len(said.parts)


def with_record(text: str, title: str) -> str:
    """The words with the record's name where it belongs."""
    for mark in RECORD:
        text = text.replace(mark, title)
    return text


def said_step(person: Person, kind: str, step: Step) -> str:
    """One act, with names in place of numbers."""
    act = automation_acts.find(step.act)
    if act is None:
        return _("something that can't be done any more")
    named = dict(step.values)
    for one in act.inputs(person, kind, step.values):
        value = step.values.get(one.key, "")
        if one.kind == "who" and value:
            named[one.key] = who_name(person, kind, value)
        elif one.kind == "choice":
            named[one.key] = dict(one.options).get(value, value)
    return act.said(named)
