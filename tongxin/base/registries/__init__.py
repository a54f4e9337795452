"""The closed list of registries by which higher rooms make themselves known to lower floors.

A new registry needs a decision record. Each is filled only in a room's `wiring.py`; the same name twice is an error.
"""

from tongxin.base.registries.calendar_sources import CalendarSource, Dated, calendar_sources
from tongxin.base.registries.criteria import Criteria, ListColumn, columns_of, criteria, fields_of, orders_of
from tongxin.base.registries.import_targets import (
    Choices,
    ImportField,
    ImportTarget,
    Outcome,
    RowRefused,
    Undone,
    Verdict,
    import_targets,
)
from tongxin.base.registries.panels import Panel, panels
from tongxin.base.registries.personal_data import GONE, Corner, Sought, Tie, Trace, personal_data
from tongxin.base.registries.places import Place, places
from tongxin.base.registries.registry import NameTaken, NotRegistered, Registry
from tongxin.base.registries.search_documents import Document, DocumentSource, Hit, search_documents
from tongxin.base.registries.sentences import Sentence, sentences
from tongxin.base.registries.subject_kinds import Bearing, SubjectKind, is_seen, subject_kinds

__all__ = [
    "GONE",
    "Bearing",
    "CalendarSource",
    "Choices",
    "Corner",
    "Criteria",
    "Dated",
    "Document",
    "DocumentSource",
    "Hit",
    "ImportField",
    "ImportTarget",
    "ListColumn",
    "NameTaken",
    "NotRegistered",
    "Outcome",
    "Panel",
    "Place",
    "Registry",
    "RowRefused",
    "Sentence",
    "Sought",
    "SubjectKind",
    "Tie",
    "Trace",
    "Undone",
    "Verdict",
    "calendar_sources",
    "columns_of",
    "criteria",
    "fields_of",
    "import_targets",
    "is_seen",
    "orders_of",
    "panels",
    "personal_data",
    "places",
    "search_documents",
    "sentences",
    "subject_kinds",
]
