"""The filter language: what saved views, lists, REST and exports ask for, as versioned JSON that is checked before it counts.

    {"v": 1, "and": [{"field": "city", "op": "eq", "value": "苏州"}, {"not": {"field": "tier", "op": "empty"}}]}

A filter names fields of a list that a room allows, never columns; operators are a closed set; everything else is refused with
the place where it stands. A field hidden from the reader does not exist.
"""

from tongxin.base.filters.addresses import from_query, to_query
from tongxin.base.filters.compiling import compile_filter
from tongxin.base.filters.errors import BadFilter, BadValue, TooLarge, UnknownField, UnknownOperator
from tongxin.base.filters.fields import Choices, FilterField, Kept, SortField
from tongxin.base.filters.reading import VERSION, Group, Node, Not, Test, read_filter
from tongxin.base.filters.sorting import order_of, sorted_rows
from tongxin.base.filters.steering import Steering
from tongxin.base.filters.words import Chip, chips, sentence

__all__ = [
    "VERSION",
    "BadFilter",
    "BadValue",
    "Chip",
    "Choices",
    "FilterField",
    "Group",
    "Kept",
    "Node",
    "Not",
    "SortField",
    "Steering",
    "Test",
    "TooLarge",
    "UnknownField",
    "UnknownOperator",
    "chips",
    "compile_filter",
    "from_query",
    "order_of",
    "read_filter",
    "sentence",
    "sorted_rows",
    "to_query",
]
