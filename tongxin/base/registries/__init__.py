"""The closed list of registries by which higher rooms make themselves known to lower floors.

A new registry needs a decision record. Each is filled only in a room's `wiring.py`; the same name twice is an error.
"""

from tongxin.base.registries.import_targets import ImportField, ImportTarget, import_targets
from tongxin.base.registries.panels import Panel, panels
from tongxin.base.registries.places import Place, places
from tongxin.base.registries.registry import NameTaken, NotRegistered, Registry
from tongxin.base.registries.search_documents import Document, DocumentSource, search_documents
from tongxin.base.registries.sentences import Sentence, sentences
from tongxin.base.registries.subject_kinds import SubjectKind, subject_kinds

__all__ = [
    "Document",
    "DocumentSource",
    "ImportField",
    "ImportTarget",
    "NameTaken",
    "NotRegistered",
    "Panel",
    "Place",
    "Registry",
    "Sentence",
    "SubjectKind",
    "import_targets",
    "panels",
    "places",
    "search_documents",
    "sentences",
    "subject_kinds",
]
