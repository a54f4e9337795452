"""Reads about the fields of a firm."""

from tongxin.collab.fields.queries.bearing import loader, own_rows, own_values_of, seen_values_of
from tongxin.collab.fields.queries.criteria import list_columns, list_fields, list_orders, own_criteria
from tongxin.collab.fields.queries.importing import import_columns
from tongxin.collab.fields.queries.inputs import OwnInputs, form_fields
from tongxin.collab.fields.queries.layouts import layout_for, sections_for
from tongxin.collab.fields.queries.open_fields import (
    SearchedKeys,
    closed_keys,
    confined_to,
    field_labels,
    has_roll_ups,
    may_bear,
    open_fields,
    own_fields,
    purged_keys,
    searched_text,
    writable_keys,
)
from tongxin.collab.fields.queries.reading import Shown, choices_for, input_text, shown_values, texts_of

__all__ = [
    "OwnInputs",
    "SearchedKeys",
    "Shown",
    "choices_for",
    "closed_keys",
    "confined_to",
    "field_labels",
    "form_fields",
    "has_roll_ups",
    "import_columns",
    "input_text",
    "layout_for",
    "list_columns",
    "list_fields",
    "list_orders",
    "loader",
    "may_bear",
    "open_fields",
    "own_criteria",
    "own_fields",
    "own_rows",
    "own_values_of",
    "purged_keys",
    "searched_text",
    "sections_for",
    "seen_values_of",
    "shown_values",
    "texts_of",
    "writable_keys",
]
