"""What is different between two descriptions of a flow, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.queries.descriptions import Json
from tongxin.collab.approvals.queries.trace import said_minutes
from tongxin.collab.designer.queries.told import Teller, said_rule
from tongxin.collab.designer.rules.comparing import Difference, compared


@dataclass(frozen=True)
class Said:
    """One difference: `sign` is + for new, − for gone, ~ for changed, ↕ for moved."""

    sign: str
    name: str
    text: str
    key: str


def differences(before: Json, after: Json, kind: str) -> list[Said]:
    """Everything that changed, as the steps stand now; what is gone comes last."""
    entry = approval_kinds.get(kind)
    found = compared(before, after)
    if not found:
        return []
    tellers = Teller(before, entry), Teller(after, entry)
    return [_said(one, *tellers) for one in found]


def _said(one: Difference, before: Teller, after: Teller) -> Said:
    node = one.after or one.before or {}
    if one.what == "added":
        text = _("A new fork.") if node["type"] == "fork" else after.sentence(node)
        return Said("+", node["name"], text, one.key)
    if one.what == "removed":
        return Said(
            "−",
            node["name"],
            _("The whole fork is gone.") if node["type"] == "fork" else before.sentence(node),
            one.key,
        )
    if one.what == "moved":
        return Said("↕", node["name"], _("It stands at another place now."), one.key)
    if one.what == "flow":
        return Said("~", _("The whole flow"), _of_flow(one), "")
    texts = [_aspect(one, name, before, after) for name in one.names]
    return Said("~", node["name"], pgettext("list of changes", "; ").join(dict.fromkeys(texts)), one.key)


def _of_flow(one: Difference) -> str:
    words = {
        "form": _("the fields of the form changed"),
        "repeat": _("who is asked twice changed"),
        "withdraw": _("how long it can be called off changed"),
        "chase": _("how often one may remind changed"),
    }
    return pgettext("list of changes", "; ").join(words[name] for name in one.names)


def _aspect(one: Difference, name: str, before: Teller, after: Teller) -> str:
    """One changed value, as it was and as it is."""
    old, new = one.before or {}, one.after or {}
    if name == "arms":
        return _arms(old, new, before, after)
    values = _value(old, name, before), _value(new, name, after)
    label = _label(name)
    if None in values or values[0] == values[1]:
        return _("%(what)s changed") % {"what": label}
    return _("%(what)s: %(before)s → %(after)s") % {"what": label, "before": values[0], "after": values[1]}


def _value(node: Json, name: str, teller: Teller) -> str | None:
    value: Any = node.get(name)  # Any: a JSON value
    if name == "who":
        return teller.who(value or ())
    if name == "minutes":
        return said_minutes(value) if value else _("no promise")
    if name in ("how", "share"):
        return said_rule(node)
    if name == "when":
        return teller.condition(value or "")
    if name == "name":
        return str(value)
    return None


def _arms(old: Json, new: Json, before: Teller, after: Teller) -> str:
    was = [f"{arm['name']}（{before.arm(arm)}）" for arm in old.get("arms", [])]
    now = [f"{arm['name']}（{after.arm(arm)}）" for arm in new.get("arms", [])]
    gone, fresh = [one for one in was if one not in now], [one for one in now if one not in was]
    comma = pgettext("between names", ", ")
    if not gone and not fresh:
        return _("the ways stand in another order")
    text = _("ways: %(before)s → %(after)s")
    return text % {"before": comma.join(gone) or "–", "after": comma.join(fresh) or "–"}


def _label(name: str) -> str:
    return {
        "name": _("name"), "who": pgettext("flow", "who"), "how": _("several people"), "share": _("several people"), "minutes": _("promised time"),
        "late": _("what happens when it is late"), "empty": _("what happens when nobody is found"),
        "empty_person": _("what happens when nobody is found"), "own": _("what happens when it is the one who asks"),
        "refuse": _("where a refusal leads"), "deeds": _("what its people may do"), "fields": _("what its people see and fill in"),
        "when": _("condition"), "to": _("where it goes back to"), "mode": _("which ways are taken"), "outcome": pgettext("flow", "outcome"),
        "flow": _("which flow"), "type": _("kind of step"),
    }.get(name, _("rules of the step"))  # fmt: skip
