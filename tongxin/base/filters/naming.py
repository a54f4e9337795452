"""What an operator is called where somebody chooses it."""

from django.utils.translation import pgettext_lazy

from tongxin.base.filters.fields import FilterField
from tongxin.base.lazy import LazyText

NAMES: dict[str, LazyText] = {
    "eq": pgettext_lazy("operator", "is"),
    "ne": pgettext_lazy("operator", "is not"),
    "in": pgettext_lazy("operator", "is one of"),
    "contains": pgettext_lazy("operator", "contains"),
    "starts": pgettext_lazy("operator", "begins with"),
    "empty": pgettext_lazy("operator", "is empty"),
    "filled": pgettext_lazy("operator", "is filled in"),
    "lt": pgettext_lazy("operator", "below"),
    "le": pgettext_lazy("operator", "at most"),
    "gt": pgettext_lazy("operator", "above"),
    "ge": pgettext_lazy("operator", "at least"),
    "between": pgettext_lazy("operator", "from … to …"),
    "last_n_days": pgettext_lazy("operator", "in the last … days"),
    "next_n_days": pgettext_lazy("operator", "in the next … days"),
    "older_than_days": pgettext_lazy("operator", "more than … days ago"),
    "today": pgettext_lazy("operator", "today"),
    "yesterday": pgettext_lazy("operator", "yesterday"),
    "tomorrow": pgettext_lazy("operator", "tomorrow"),
    "this_week": pgettext_lazy("operator", "this week"),
    "last_week": pgettext_lazy("operator", "last week"),
    "next_week": pgettext_lazy("operator", "next week"),
    "this_month": pgettext_lazy("operator", "this month"),
    "last_month": pgettext_lazy("operator", "last month"),
    "next_month": pgettext_lazy("operator", "next month"),
    "this_quarter": pgettext_lazy("operator", "this quarter"),
    "last_quarter": pgettext_lazy("operator", "last quarter"),
    "this_year": pgettext_lazy("operator", "this year"),
    "last_year": pgettext_lazy("operator", "last year"),
    "before_today": pgettext_lazy("operator", "before today"),
    "after_today": pgettext_lazy("operator", "after today"),
    "past": pgettext_lazy("operator", "has passed"),
    "ahead": pgettext_lazy("operator", "is still to come"),
    "mine": pgettext_lazy("operator", "me"),
    "my_team": pgettext_lazy("operator", "me or someone under me"),
    "has": pgettext_lazy("operator", "has one where"),
    "has_no": pgettext_lazy("operator", "has none where"),
}
_OF_DAYS: dict[str, LazyText] = {
    "eq": pgettext_lazy("operator", "on"),
    "ne": pgettext_lazy("operator", "not on"),
    "lt": pgettext_lazy("operator", "before"),
    "le": pgettext_lazy("operator", "on or before"),
    "gt": pgettext_lazy("operator", "after"),
    "ge": pgettext_lazy("operator", "on or after"),
}


def operator_name(field: FilterField, op: str) -> str:
    """The operator in the reader's language, as it reads behind the field."""
    days = _OF_DAYS.get(op) if field.kind in ("date", "datetime") else None
    return str(days or NAMES[op])
