"""What is wrong with one value of a request, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.lazy import LazyText

_WORDS: dict[str, LazyText] = {
    "missing": gettext_lazy("This is needed."),
    "extra_forbidden": gettext_lazy("Unknown name."),
    "nul": gettext_lazy("The text holds a sign that can't be stored."),
    "string_unicode": gettext_lazy("The text holds a sign that can't be stored."),
    "string_type": gettext_lazy("Text is needed here."),
    "string_too_long": gettext_lazy("Too long – %(max_length)s characters fit."),
    "string_pattern_mismatch": gettext_lazy("This doesn't have the right form."),
    "too_long": gettext_lazy("At most %(max_length)s."),
    "literal_error": gettext_lazy("One of: %(expected)s."),
    "bool_type": gettext_lazy("true or false."),
    "bool_parsing": gettext_lazy("true or false."),
    "int_type": gettext_lazy("A whole number is needed here."),
    "int_parsing": gettext_lazy("A whole number is needed here."),
    "int_from_float": gettext_lazy("A whole number is needed here."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "greater_than_equal": gettext_lazy("At least %(ge)s."),
    "less_than_equal": gettext_lazy("At most %(le)s."),
    "list_type": gettext_lazy("A list is needed here."),
    "model_type": gettext_lazy("An object is needed here."),
    "model_attributes_type": gettext_lazy("An object is needed here."),
    "far": gettext_lazy("This day is too far away."),
    "timezone_aware": gettext_lazy("Say the zone, as in 2026-11-21T09:30:00Z."),
}
_DAY = gettext_lazy("Write the day as 2026-11-21.")
_INSTANT = gettext_lazy("Write the instant as 2026-11-21T09:30:00Z.")


def fault(error: Mapping[str, Any]) -> tuple[str, str]:  # Any: pydantic's description
    """The field as a path (`phones.0`), and what is wrong with it."""
    place = [str(part) for part in error["loc"]]
    # First comes where the value stood; of a body then the name of the parameter that took all of it.
    place = place[2 if place[:1] == ["body"] else 1 :]
    return ".".join(place), _said(error["type"], error.get("ctx") or {})


def _said(kind: str, details: Mapping[str, Any]) -> str:  # Any: as above
    if kind.startswith("datetime"):
        return str(_INSTANT)
    if kind.startswith("date"):
        return str(_DAY)
    words = _WORDS.get(kind)
    return str(words) % details if words is not None else _("This value doesn't fit here.")
