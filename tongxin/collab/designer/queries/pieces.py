"""What can be put on a line, as it is when it is fresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.registries.approval_kinds import ApprovalKind


@dataclass(frozen=True)
class Piece:
    """One thing to add. `values` is the node without its key."""

    word: str
    icon: str
    title: str
    values: Mapping[str, Any]  # Any: JSON values


ICONS = {
    "step": "stamp",
    "do": "edit",
    "fork": "split",
    "judge": "check",
    "notice": "bell",
    "wait": "clock",
    "act": "bolt",
    "subflow": "flow",
    "route": "sync",
}


def pieces(kind: ApprovalKind) -> list[Piece]:
    """Everything that fits a flow of this kind, in the order of the palette."""
    superior = {"who": [{"from": "superior", "up": 1}], "minutes": 240}
    both = {"who": [{"from": "superiors", "levels": 2}], "minutes": 480, "how": "all"}
    others = {"name": _("All other cases"), "line": []}
    ways = [{"name": _("First case"), "when": "", "line": []}, others]
    lanes = [{"name": _("First lane"), "line": []}, {"name": _("Second lane"), "line": []}]
    found = [
        _piece("step", "step", "stamp", _("Ask somebody"), _("Direct superior"), superior),
        _piece("several", "step", "people", _("Ask several together"), _("Superiors together"), both),
        _piece("fork", "fork", "split", _("Tell cases apart"), _("Which case is it?"), {"mode": "first", "arms": ways}),
        _piece("parallel", "fork", "graph", _("Several lanes at once"), _("At the same time"), {"mode": "all", "arms": lanes}),
        _piece("do", "do", "edit", _("Have something done"), _("Do it"), superior),
        _piece("agree", "judge", "check", _("Agree by itself"), _("Agreed by itself"), {"outcome": "agree"}),
        _piece("refuse", "judge", "x", _("Refuse by itself"), _("Refused by itself"), {"outcome": "refuse"}),
        _piece("notice", "notice", "bell", _("Let somebody know"), _("Let know"), {"who": [{"from": "initiator"}]}),
        _piece("wait", "wait", "clock", _("Wait"), pgettext("flow", "Wait"), {"minutes": 480}),
        _piece("route", "route", "sync", _("Go back on a condition"), pgettext("flow", "Back"), {"when": "", "to": "", "most": 3}),
        _piece("subflow", "subflow", "flow", _("Run another flow"), _("Another flow"), {"flow": "", "waits": True}),
    ]  # fmt: skip
    acts = [_piece(f"act-{name}", "act", "bolt", name, name, {"act": name}) for name in kind.acts]
    return [*found, *acts]


def _piece(word: str, type: str, icon: str, title: str, name: str, values: Mapping[str, Any]) -> Piece:  # Any: as above
    return Piece(word, icon, title, {"type": type, "name": name, **values})
