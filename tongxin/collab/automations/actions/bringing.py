"""Rules taken out as a file, and brought in from one."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.automations.actions.errors import check_writer
from tongxin.collab.automations.actions.writing import write_rule
from tongxin.collab.automations.definition import Definition, Json, NotADefinition, Step, read, written
from tongxin.collab.automations.models import Rule
from tongxin.collab.people.models import Person

_MOST, _LONGEST = 100, 500_000


class BadRules(ValidationError):
    """This is no file of rules."""


def rules_as_data(rules: Iterable[Rule]) -> Json:
    """What a file holds: rules as they are written. People go by their mail address; what else is chosen by number (units, tags)
    means something in this firm only."""
    return {"rules": [_taken_out(rule) for rule in rules], "v": 1}


def _taken_out(rule: Rule) -> Json:
    said = read(rule.draft)
    numbers = {int(one.partition(":")[2]) for step in said.acts for one in step.values.values() if _is_person(one)}
    mails = dict(Person.objects.filter(pk__in=numbers).values_list("pk", "email"))
    renamed = {f"person:{pk}": f"person:{mail}" for pk, mail in mails.items()}
    return {"name": rule.name, "kind": rule.kind, **written(_with(said, renamed))}


def _is_person(value: str) -> bool:
    return value.startswith("person:") and value[7:].isascii() and value[7:].isdigit()


def _with(said: Definition, renamed: dict[str, str]) -> Definition:
    acts = (Step(one.act, {key: renamed.get(value, value) for key, value in one.values.items()}) for one in said.acts)
    return read({**written(said), "acts": [{"act": one.act, "values": dict(one.values)} for one in acts]})


@transaction.atomic
def bring_rules(*, by: Person, text: str) -> list[Rule]:
    """Write the rules of a file, switched off, to be looked at. All or none: raises BadRules, MayNotWriteRules."""
    check_writer(by)
    return [_brought(by, one) for one in _parsed(text)]


def _parsed(text: str) -> list[Any]:  # Any: JSON
    try:
        data = json.loads(text[:_LONGEST])
        rules = data["rules"] if data["v"] == 1 else None
    except (ValueError, KeyError, TypeError, RecursionError):
        rules = None
    if not isinstance(rules, list) or not 0 < len(rules) <= _MOST:
        raise BadRules(_("This is no file of rules. Choose one that was taken out here."))
    return rules


def _brought(by: Person, data: Any) -> Rule:  # Any: JSON
    try:
        said = read(data)
        name, kind = str(data["name"]), str(data["kind"])
    except (NotADefinition, KeyError, TypeError) as error:
        raise BadRules(_("The file says something that no rule can say: %(place)s") % {"place": error}) from error
    mails = {v[7:].lower() for step in said.acts for v in step.values.values() if v.startswith("person:") and "@" in v}
    known = {f"person:{one.email}": f"person:{one.pk}" for one in Person.objects.active().filter(email__in=mails)}
    return write_rule(by=by, name=name, kind=kind, said=_with(said, known))
