"""The search index: one line per record with the words it is found by, kept where each database looks words up fastest."""

from tongxin.collab.search.models.condition import Found
from tongxin.collab.search.models.engine import Engine, engine
from tongxin.collab.search.models.filing import filing_beside
from tongxin.collab.search.models.question import STAGES, Question, Word, indexed_words, question, stages_of
from tongxin.collab.search.models.shelf import ShelfShared, check_shelves, shelf_of

__all__ = [
    "STAGES",
    "Engine",
    "Found",
    "Question",
    "ShelfShared",
    "Word",
    "check_shelves",
    "engine",
    "filing_beside",
    "indexed_words",
    "question",
    "shelf_of",
    "stages_of",
]
