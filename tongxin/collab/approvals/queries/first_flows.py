"""Flows that a firm has from the beginning, as data in its language. Everything in them can be published anew."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

Graph = dict[str, Any]  # Any: JSON values
_SUPERIOR = {"from": "superior", "up": 1}
_REGION = {"from": "region_head"}
_TOP = {"from": "administrators"}


def first_flows() -> list[tuple[str, str, Graph]]:
    """Key, name and graph of each, in the language that is in use."""
    return [
        ("general", _("General request"), _general()),
        ("special_price", _("Special price outside the catalogue"), _special_price()),
        ("payment_term", _("Payment term"), _payment_term()),
        ("leave", pgettext("flow", "Leave"), _leave()),
    ]


def _step(key: str, name: str, who: Graph, hours: int = 4, **more: Any) -> Graph:  # Any: JSON values
    return {"type": "step", "key": key, "name": name, "who": [who], "minutes": hours * 60, **more}


def _field(key: str, label: str, type: str = "number", **more: Any) -> Graph:  # Any: JSON values
    return {"key": key, "label": label, "type": type, "required": True, **more}


def _flow(line: list[Graph], form: list[Graph]) -> Graph:
    return {"v": 1, "repeat": "first", "form": form, "line": line}


def _superior() -> Graph:
    return _step("superior", _("Direct superior"), _SUPERIOR, batch=True)


def _head_office() -> Graph:
    return _step("head_office", _("Head office"), _TOP, hours=8, how="any")


def _reason() -> Graph:
    return _field("reason", pgettext("approval", "Reason"), "long")


def _general() -> Graph:
    return {"v": 1, "repeat": "first", "line": [_superior()]}


def _special_price() -> Graph:
    region = _step("region", _("Regional manager"), _REGION)
    small = {"type": "judge", "key": "small", "name": _("Agreed by itself"), "outcome": "agree"}
    arms = [
        {"name": _("At most 5 % off"), "when": "[price] >= [list_price] * 0.95", "line": [small]},
        {"name": _("5 to 15 % off"), "when": "[price] >= [list_price] * 0.85", "line": [region]},
        {"name": _("All other cases"), "line": [{**region, "key": "region_deep"}, _head_office()]},
    ]
    form = [
        _field("product", _("Product"), "text", carry=True),
        _field("quantity", _("Quantity")),
        _field("list_price", _("List price"), carry=True),
        _field("price", _("Price asked for")),
        _reason(),
    ]
    return _flow([{"type": "fork", "key": "how_deep", "name": _("How much off"), "mode": "first", "arms": arms}], form)


def _payment_term() -> Graph:
    arms = [
        {"name": _("More than 30 days longer"), "when": "[days_asked] - [days_now] > 30", "line": [_head_office()]},
        {"name": _("All other cases"), "line": []},
    ]
    fork = {"type": "fork", "key": "how_long", "name": _("How much longer"), "mode": "first", "arms": arms}
    form = [_field("days_now", _("Days to pay now")), _field("days_asked", _("Days to pay asked for")), _reason()]
    return _flow([_superior(), fork], form)


def _leave() -> Graph:
    form = [_field("first_day", _("First day"), "date"), _field("last_day", _("Last day"), "date"), _reason()]
    return _flow([_step("superior", _("Direct superior"), _SUPERIOR, hours=8)], form)
