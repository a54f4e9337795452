"""What a row says, in a line to look at before it comes in."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

_LONGEST: Final = 120
_WHO: Final = ("contact_name", "contacts")


def name_in(values: Mapping[str, Any]) -> str:  # Any: values by field key
    """Whom the row is about: the firm, else the first person."""
    people = (bit["name"] for key in _WHO for bit in values.get(key) or ())
    return str(values.get("name") or next(people, ""))


def said_in(values: Mapping[str, Any]) -> str:  # Any: values by field key
    """The rest of it, in short."""
    name = name_in(values)
    bits = [_in_words(value) for key, value in values.items() if key != "name"]
    line = " · ".join(bit for bit in bits if bit and bit != name)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _in_words(value: Any) -> str:  # Any: each kind of field has its own values
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        reach = [shown for key in ("phones", "mails") for _value, shown in value.get(key, ())]
        return " ".join(filter(None, (value.get("name"), value.get("title"), *reach)))
    if isinstance(value, tuple):
        return str(value[-1])
    if isinstance(value, list):
        return _(", ").join(filter(None, map(_in_words, value)))
    return ""
