"""Whose turn it is, and what tasks are about."""

from tongxin.collab.tasks.queries.about import Row, rows_of
from tongxin.collab.tasks.queries.documents import documents_of, hits_of
from tongxin.collab.tasks.queries.hearing import Heard, hear_task
from tongxin.collab.tasks.queries.mine import BOXES, box_of, to_do_today, turn_count, turn_rows

__all__ = [
    "BOXES",
    "Heard",
    "Row",
    "box_of",
    "documents_of",
    "hear_task",
    "hits_of",
    "rows_of",
    "to_do_today",
    "turn_count",
    "turn_rows",
]
