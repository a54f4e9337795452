"""Filters in addresses: plain `?city=苏州&owner=me` where that says it, JSON in `filter` where it does not."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongxin.base.filters.errors import BadFilter, TooLarge
from tongxin.base.filters.fields import FilterField
from tongxin.base.filters.reading import VERSION

ME = "me"
_LONGEST = 8_000


def from_query(query: QueryDict, fields: Iterable[FilterField]) -> dict[str, Any]:  # Any: JSON
    """The filter of an address: known names as equalities, and what `filter` holds. Still to be read. Raises BadFilter."""
    parts: list[Any] = []  # Any: JSON
    for field in fields:
        values = [value for value in query.getlist(field.key) if value.strip()]
        if field.kind == "person" and values == [ME]:
            parts.append({"field": field.key, "op": "mine"})
        elif len(values) == 1:
            parts.append({"field": field.key, "op": "eq", "value": values[0]})
        elif values:
            parts.append({"field": field.key, "op": "in", "value": values})
    if text := query.get("filter", "").strip():
        given = _parsed(text)
        parts.append({key: value for key, value in given.items() if key != "v"})
    return {"v": VERSION, "and": parts}


def _parsed(text: str) -> dict[str, Any]:  # Any: JSON
    if len(text) > _LONGEST:
        raise TooLarge(
            "filter", _("The conditions are too long: at most %(n)d characters fit into an address.") % {"n": _LONGEST}
        )
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFilter("filter", _("This is not JSON.")) from None
    if not isinstance(given, dict) or isinstance(given.get("v"), bool) or given.get("v") != VERSION:
        raise BadFilter("filter.v", _("This is not a filter of version %(version)d.") % {"version": VERSION})
    return given


def to_query(
    data: dict[str, Any],  # Any: JSON
    fields: Iterable[FilterField] | None = None,
) -> dict[str, str | list[str]]:
    """What to put into an address, fit for `urlencode(…, doseq=True)`: the contrary of `from_query`.

    Without `fields` any name is taken for one that the list knows.
    """
    known = None if fields is None else {field.key for field in fields}
    plain: dict[str, str | list[str]] = {}
    for part in data.get("and", [None]):
        said = _plain(part, known)
        if said is None or said[0] in plain:
            return {"filter": json.dumps(data, ensure_ascii=False, separators=(",", ":"))}
        plain[said[0]] = said[1]
    return plain


def _plain(part: Any, known: Collection[str] | None) -> tuple[str, str | list[str]] | None:  # Any: JSON
    """The name and value under which an address can say this condition, or None."""
    key = part.get("field") if isinstance(part, dict) else None
    if not isinstance(key, str) or key == "filter" or (known is not None and key not in known):
        return None
    op, value = part.get("op", "eq"), part.get("value")
    if op == "mine":
        return key, ME
    if op == "eq" and isinstance(value, str | int) and str(value).strip() and not isinstance(value, bool):
        return key, str(value)
    if (
        op == "in"
        and isinstance(value, list)
        and len(value) > 1
        and all(isinstance(v, str | int) and str(v).strip() for v in value)
    ):
        return key, [str(one) for one in value]
    return None
