"""Filling a shape of HTML with values, for pages that do it a thousand times: `format_html` without what it asks about each value."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe


def filled(shape: SafeString, values: Sequence[Any]) -> SafeString:  # Any: texts, translated or not, numbers, or HTML
    """The shape with its places {0}, {1}… filled; all but HTML is escaped."""
    return mark_safe(shape.format(*map(_escaped, values)))  # noqa: S308  # the shape is safe and each value escaped


def _escaped(value: Any) -> str:  # Any: as above
    return value if isinstance(value, SafeString) else escape(str(value))
