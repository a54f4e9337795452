"""Lists from every angle, as addresses: saved views with three conditions across relations, boards, fields of the firm."""

import json
from typing import Any
from urllib.parse import urlencode

from bench.load import Call

Json = dict[str, Any]  # Any: JSON


def _is(field: str, value: str) -> Json:
    return {"field": field, "op": "eq", "value": value}


def _contact(role: str) -> Json:
    return {"field": "contacts", "op": "has", "value": {"and": [_is("role", role)]}}


def _activity(op: str, kind: str, days: int) -> Json:
    since = {"field": "at", "op": "last_n_days", "value": days}
    return {"field": "activities", "op": op, "value": {"and": [_is("activity_kind", kind), since] if kind else [since]}}


def _list(*parts: Json, **more: str) -> Call:
    asked = {"filter": json.dumps({"v": 1, "and": list(parts)}, ensure_ascii=False)} if parts else {}
    return Call(f"/customers/?{urlencode({**asked, **more})}")


VIEWS = [
    _list(_is("tier", "A"), _contact("decider"), _activity("has_no", "visit", 60)),
    _list(_is("region", "华东"), _contact("approver"), _activity("has", "visit", 30)),
    _list({"or": [_is("tier", "A"), _is("tier", "B")]}, _contact("coach"), _activity("has_no", "", 90), sort="silent"),
    _list({"field": "next_at", "op": "past"}, _contact("buyer"), _activity("has", "visit", 30), sort="next"),
    _list(_is("industry", "仪表"), _contact("coach"), _activity("has", "meeting", 7)),
    _list(_is("tier", "A"), _contact("coach"), _activity("has", "meeting", 3), sort="contact"),
    _list({"field": "owner", "op": "mine"}, {"field": "steps", "op": "has_no"}, _activity("has", "call", 90)),
]
BOARDS = [_list(shape="board", group=group) for group in ("tier", "region")]
BUILT_IN = [_list(_is("industry", "仪表"))]


def custom(value: str) -> list[Call]:
    """A condition on the choice that the seeded firm made; `value` is one of its choices."""
    return [_list(_is("c_cai_gou_fang_shi", value))]
