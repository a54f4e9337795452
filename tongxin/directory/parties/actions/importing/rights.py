"""What a role keeps from being written, an import doesn't write either, nor look for."""

from collections.abc import Collection, Sequence

from tongxin.collab.access.policies import locked_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.importing.drafts import PartyDraft, PersonDraft

FIELD_OF = {"phone": "phones", "email": "emails", "fax": "fax", "wechat": "wechats", "qq": "qqs"}
COLUMN_OF = {
    "contact_mobile": "phones",
    "contact_phone": "phones",
    "contact_email": "emails",
    "contact_wechat": "wechats",
    "contact_qq": "qqs",
}


def keep_to_rights(person: Person, drafts: Sequence[PartyDraft]) -> None:
    """Drop numbers that the person may not write: from cells of contacts they come in without a column of their own.

    To look for doubles by a hidden number would tell that somebody has it.
    """
    locked = locked_fields(person, "party")
    kinds = {kind for kind, field in FIELD_OF.items() if field in locked}
    if kinds:
        for draft in drafts:
            _drop(draft, kinds)
            for person_draft in draft.people:
                _drop(person_draft, kinds)


def _drop(draft: PartyDraft | PersonDraft, kinds: Collection[str]) -> None:
    kept = [point for point in draft.points if point[0] not in kinds]
    if len(kept) < len(draft.points):
        draft.points = kept
    draft.prepared = None  # its words for the search were gathered before anybody asked for rights
