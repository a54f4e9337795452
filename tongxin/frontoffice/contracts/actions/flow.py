"""How a firm begins to decide on contracts; it draws the way anew as it likes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

KIND = "contract"
AMENDING = "contract_amendment"
Graph = dict[str, Any]  # Any: JSON values


def first_flow() -> tuple[str, str, Graph]:
    """The superior decides; over a million, or in other words than the template's, head office as well."""
    superior = _step("superior", _("Superior"), {"from": "superior", "up": 1}, 8)
    office = {**_step("head_office", _("Finance and legal"), {"from": "administrators"}, 16), "how": "any"}
    passes = {"type": "judge", "key": "usual", "name": _("In the words of the template"), "outcome": "agree"}
    arms: list[Graph] = [
        {"name": _("More than a million"), "when": "[amount] > 1000000", "line": [office]},
        {
            "name": _("In other words than the template’s"),
            "when": "[deviations] > 0",
            "line": [{**office, "key": "legal"}],
        },
        {"name": _("All other cases"), "line": [passes]},
    ]
    fork = {"type": "fork", "key": "route", "name": _("Way of the contract"), "mode": "first", "arms": arms}
    return KIND, pgettext("approval", "Contract"), {"v": 1, "repeat": "first", "line": [superior, fork]}


def _step(key: str, name: str, who: Graph, hours: int) -> Graph:
    return {"type": "step", "key": key, "name": name, "who": [who], "minutes": hours * 60}


def first_amending_flow() -> tuple[str, str, Graph]:
    """The superior decides; what makes a contract larger by more than a million, head office as well."""
    superior = _step("superior", _("Superior"), {"from": "superior", "up": 1}, 8)
    office = {**_step("head_office", _("Finance and legal"), {"from": "administrators"}, 16), "how": "any"}
    passes = {"type": "judge", "key": "usual", "name": _("Agreed by itself"), "outcome": "agree"}
    arms: list[Graph] = [
        {"name": _("More than a million"), "when": "[difference] > 1000000", "line": [office]},
        {"name": _("All other cases"), "line": [passes]},
    ]
    fork = {"type": "fork", "key": "route", "name": _("Way of the amendment"), "mode": "first", "arms": arms}
    return AMENDING, _("Amendment of a contract"), {"v": 1, "repeat": "first", "line": [superior, fork]}
