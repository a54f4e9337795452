"""Bringing many parties in at once, and taking them out again."""

from tongxin.directory.parties.actions.importing.checking import check_drafts
from tongxin.directory.parties.actions.importing.drafts import PartyDraft, PersonDraft, contact_draft, customer_draft
from tongxin.directory.parties.actions.importing.preparing import prepare
from tongxin.directory.parties.actions.importing.undoing import undo_batch
from tongxin.directory.parties.actions.importing.writing import write_drafts

__all__ = [
    "PartyDraft",
    "PersonDraft",
    "check_drafts",
    "contact_draft",
    "customer_draft",
    "prepare",
    "undo_batch",
    "write_drafts",
]
