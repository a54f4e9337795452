"""Who is sought, and everything that is found about them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from tongxin.base.chinese.phones import InvalidPhone, parse_phone
from tongxin.base.registries import Sought, Tie, Trace, personal_data, subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.files.models import Attachment
from tongxin.directory.parties.models import Contact, ContactPoint, Party
from tongxin.directory.parties.queries.merged import merged_into, root_of

_SHORTEST_WORD, _SHORTEST_NAME = 5, 2
_FILES = "attachment"
_TELLS = re.compile(r"[\d@]")


def sought_for(party_id: int | None, words: Iterable[str] = ()) -> Sought:
    """Whom a request is about: the record, what was merged into it, its places at firms, all numbers and names it bears, and further words.

    What has neither a digit nor an @ in it counts as a name."""
    parties: list[int] = []
    if party_id is not None:
        root = root_of(party_id)
        parties = [root, *merged_into(root)]
    places = list(Contact.objects.filter(person__in=parties).values_list("pk", "party_id"))
    told, names = _known_words(parties), _known_names(parties)
    for one in (" ".join(word.split()) for word in words):
        if _TELLS.search(one):
            told += _ways_to_write(one)
        else:
            names.append(one)
    found = Sought(
        own=frozenset([Subject("party", one) for one in parties] + [Subject("contact", pk) for pk, _firm in places]),
        near=frozenset(Subject("party", firm) for _pk, firm in places if firm not in parties),
        words=tuple(dict.fromkeys(word for word in told if len(word) >= _SHORTEST_WORD)),
        names=tuple(dict.fromkeys(way for name in names if len(name) >= _SHORTEST_NAME for way in (name, quote(name)))),
    )
    return with_children(found)


def _known_words(parties: list[int]) -> list[str]:
    found: list[str] = []
    for value, shown in ContactPoint.objects.filter(party__in=parties).values_list("value", "shown"):
        found += [*_ways_to_write(value), shown]
    for party in Party.objects.filter(pk__in=parties):
        found += [word for word in (party.uscc, party.tax_number, party.external_id) if word]
        found += [text for text in party.custom.values() if isinstance(text, str) and _TELLS.search(text)]
    return found


def _known_names(parties: list[int]) -> list[str]:
    rows = Party.objects.filter(pk__in=parties).values_list("name", "short_name", "english_name", "former_names")
    return [name for *names, former in rows for name in (*names, *former) if name]


def _ways_to_write(word: str) -> list[str]:
    """A number as it may stand in text; mail addresses also as they stand in web addresses."""
    try:
        phone = parse_phone(word)
    except InvalidPhone:
        return [word] if "@" not in word else [word, quote(word)]
    national = phone.e164.removeprefix("+86")
    cut = [national[:3], national[3:7], national[7:]]
    return [phone.e164, national, phone.display, "-".join(cut), " ".join(cut), quote(phone.e164)]


def all_traces(sought: Sought) -> Iterator[tuple[str, Trace]]:
    """Everything found, corner by corner."""
    for name in personal_data.names():
        for trace in personal_data.get(name).find(sought):
            yield name, trace


def with_children(sought: Sought) -> Sought:
    """The same person, with the notes, files and facts that hang on their records as records of their own: whatever speaks of these,
    speaks of the person."""
    plain = Sought(own=sought.own)
    children = {
        Subject(name, trace.row)
        for name in personal_data.names()
        if name in subject_kinds or name == _FILES
        for trace in personal_data.get(name).find(plain)
        if trace.tie == Tie.OWN
    }
    attached = [one.id for one in children if one.kind == _FILES]
    files = Attachment.objects.filter(pk__in=attached).values_list("file_id", flat=True)
    return replace(sought, own=sought.own | children | {Subject("file", pk) for pk in files})
