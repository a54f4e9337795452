"""What an import can work out of a draft without the database, in a process of its own while another one writes."""

from collections.abc import Iterable

from tongxin.base.chinese.pinyin import sort_key
from tongxin.base.registries import Document
from tongxin.collab.search.actions import words_of
from tongxin.directory.parties.actions.importing.drafts import PartyDraft, PersonDraft, Points, Prepared
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.party import joined_address
from tongxin.directory.parties.queries.documents import PHONES
from tongxin.directory.parties.queries.doubles import keys_of_name

_PLACE = ("province", "city", "district", "address")


def prepare(draft: PartyDraft) -> None:
    """Work it out for a draft and its people, once."""
    prepared(draft)
    for person in draft.people:
        prepared_person(person)


def prepared(draft: PartyDraft) -> Prepared:
    """What follows from a draft."""
    if draft.prepared is None:
        is_person = draft.kind == Party.Kind.PERSON
        words = words_of("party", _party_document(draft, is_person=is_person))
        keys = keys_of_name(draft.name, is_person=is_person)
        draft.prepared = Prepared(sort_key(draft.name, person=is_person), keys, words)
    return draft.prepared


def prepared_person(draft: PersonDraft) -> Prepared:
    """What follows from the draft of somebody at a customer."""
    if draft.prepared is None:
        words = words_of("party", _person_document(draft))
        keys = keys_of_name(draft.name, is_person=True)
        draft.prepared = Prepared(sort_key(draft.name, person=True), keys, words)
    return draft.prepared


def _party_document(draft: PartyDraft, *, is_person: bool) -> Document:
    facts = draft.facts
    names = [name for name in (draft.name, facts.get("short_name"), facts.get("english_name")) if name]
    reach = [*draft.points, *(point for person in draft.people for point in person.points)]
    place = joined_address(*(facts.get(key, "") for key in _PLACE))
    return Document(
        id=0,
        names=[] if is_person else names,
        people=names if is_person else [person.name for person in draft.people],
        codes=[code for code in (facts.get("uscc"), facts.get("external_id")) if code],
        phones=_values(reach, PHONES),
        mails=_values(reach, {"email"}),
        text=" ".join([facts.get("note", ""), place, *_others(reach)]).strip(),
    )


def _person_document(person: PersonDraft) -> Document:
    return Document(
        id=0,
        people=[person.name],
        phones=_values(person.points, PHONES),
        mails=_values(person.points, {"email"}),
        text=" ".join([person.note, *_others(person.points)]).strip(),
    )


def _values(points: Points, kinds: Iterable[str]) -> list[str]:
    return [value for kind, value, _shown in points if kind in kinds]


def _others(points: Points) -> list[str]:
    return [value for kind, value, _shown in points if kind not in PHONES and kind != "email"]
