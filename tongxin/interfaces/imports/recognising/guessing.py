"""Which column is which field: by heading and by content, with a confidence."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from tongxin.base.reading import Column

from .fields import TargetField, look_of
from .headings import heading_key, unwanted
from .matching import heading_fit
from .sniffing import are_no_words, are_plain_digits, counts_rows, likeness
from .targets import Target

# Below this a person should be asked.
SURE: Final = 0.75
_GUESSED: Final = 0.35
# Values that are hardly mistaken for anything else, and how much they say without any heading.
_TELLING: Final = {"mail": 0.85, "uscc": 0.95, "people": 0.8, "mobile": 0.75, "phone": 0.7, "company": 0.8, "url": 0.7, "address": 0.7,
                   "person_name": 0.6, "province": 0.7, "city": 0.6, "district": 0.6}  # fmt: skip
# Kinds whose values must look the part whatever the heading says.
_STRICT: Final = frozenset(
    {"mail", "uscc", "phone", "mobile", "date", "money", "number", "people", "url", "share_off", "share_left"}
)
# Fields that share their look with surer ones: without a heading nothing says that a firm is a parent, or a person a colleague.
_BY_HEADING: Final = frozenset({"parent", "owner"})
_OF_PERSON: Final = frozenset({"contact_name", "contacts", "contact_family_name", "contact_given_name"})
_OF_FIRM: Final = frozenset({"phones", "emails"})
_NUMBERS: Final = ("phones", "contact_mobile", "contact_phone", "fax")
_PERSONAL: Final = {"contact_phone": "phones", "contact_email": "emails"}
_FIRM_WORDS: Final = re.compile("公司|单位|企业|客户|总机|company|main|account|corporate", re.IGNORECASE)
_MAIN: Final[dict[str, str]] = {"customers": "name", "contacts": "contact_name"}
# Where a column goes whose own field the target does not have.
_INSTEAD: Final = {"receivable": "note", "next_step": "note", "next_on": "note", "parent": "note"}


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for: a field's key, or None when it is to be left out. `why` says so to a person."""

    column_index: int
    field: str | None
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class _Match:
    confidence: float
    heading: float
    content: float | None


_NOTHING: Final = _Match(0.0, 0.0, None)


def recognise(
    columns: Sequence[Column],
    fields: Sequence[TargetField],
    remembered: Mapping[str, str] | None = None,
    target: Target | None = None,
) -> list[Guess]:
    """One guess for each column, in their order. To know the `target` helps with headings such as "Name".

    `remembered` holds what a person chose before, by `heading_key(heading)`: a field's key, or "" for leaving the column
    out. A field that takes one value gets its best column only.
    """
    settled = {column.index: guess for column in columns if (guess := _settled(column, fields, remembered or {}))}
    matches = _matches([column for column in columns if column.index not in settled], fields, target)
    taken = {guess.field for guess in settled.values() if guess.field}
    many = {field.key for field in fields if field.many}
    filled = {column.index for column in columns if column.samples}
    for (at, key), match in sorted(matches.items(), key=lambda item: _rank(item[0][0], item[1], filled)):
        if at in settled or (key in taken and key not in many) or match.confidence < _GUESSED:
            continue
        settled[at] = Guess(at, key, round(min(match.confidence, 0.99), 2), _why(match))
        taken.add(key)
    return [settled.get(column.index) or _left_out(column, fields, taken) for column in columns]


def _rank(at: int, match: _Match, filled: Collection[int]) -> tuple[float, int]:
    """The surest first; of columns that claim one field, one with values before an empty one."""
    return -match.confidence * (1.0 if at in filled else 0.85), at


def _settled(column: Column, fields: Sequence[TargetField], remembered: Mapping[str, str]) -> Guess | None:
    """What needs no weighing: what was chosen before, empty columns, row numbers, headings of no use here."""
    key = heading_key(column.heading)
    if column.has_heading and key in remembered:
        chosen = remembered[key]
        if not chosen or any(field.key == chosen for field in fields):
            return Guess(column.index, chosen or None, 1.0, gettext("As you chose last time"))
    if not column.samples and not column.has_heading:
        return Guess(column.index, None, 1.0, gettext("Nothing in it"))
    if key in unwanted() or (counts_rows(column.samples) and not _is_named(column, fields)):
        return Guess(column.index, None, 0.9, gettext("Not needed here"))
    return None


def _is_named(column: Column, fields: Sequence[TargetField]) -> bool:
    return column.has_heading and any(_heading(column, field) > 0.9 for field in fields)


def _left_out(column: Column, fields: Sequence[TargetField], taken: Collection[str]) -> Guess:
    if not column.samples:
        return Guess(column.index, None, 0.8, gettext("Nothing in it"))
    instead = next((_INSTEAD[field] for field in _INSTEAD if heading_fit(column.heading, field) > 0.9), None)
    if column.has_heading and any(field.key == instead for field in fields):
        return Guess(column.index, instead, 0.6, gettext("No field of its own"))
    if any(field.key in taken and _heading(column, field) > 0.6 for field in fields):
        return Guess(column.index, None, 0.8, gettext("Another column fills it"))
    return Guess(column.index, None, 0.3, gettext("Neither heading nor values tell"))


def _heading(column: Column, field: TargetField) -> float:
    if not column.has_heading:
        return 0.0
    own = heading_fit(column.heading, field.key, (field.label, *field.synonyms))
    # What heads the firm's numbers heads those of a person as well, when the table is about one.
    firms = _PERSONAL.get(field.key)
    return max(own, 0.7 * heading_fit(column.heading, firms)) if firms else own


def _matches(
    columns: Sequence[Column], fields: Sequence[TargetField], target: Target | None
) -> dict[tuple[int, str], _Match]:
    looks = {field.key: look_of(field) for field in fields}
    content = {
        (column.index, look): _content(column, look) for column in columns for look in set(looks.values()) if look
    }
    matches = {
        (column.index, field.key): _weigh(
            field,
            looks[field.key],
            _heading(column, field),
            content.get((column.index, looks[field.key])),
            column.samples,
        )
        for column in columns
        for field in fields
    }
    return _with_company(columns, matches, target)


def _content(column: Column, look: str) -> float | None:
    """Under a heading that says something else, digits without any mark of a telephone number are hardly one."""
    is_number = look in ("phone", "mobile") and column.has_heading and are_plain_digits(column.samples)
    if is_number and not any(heading_fit(column.heading, key) for key in _NUMBERS):
        return 0.0
    return likeness(look, column.samples)


def _weigh(field: TargetField, look: str, heading: float, content: float | None, samples: Sequence[str]) -> _Match:
    if field.choices and samples:
        content = sum(sample.lower() in field.choices for sample in samples) / len(samples)
    if heading == 0.0 and field.key in _BY_HEADING:
        return _NOTHING
    if heading == 0.0:
        alone = _TELLING.get(look, 0.0) * content if content is not None and content > 0.6 else 0.0
        return _Match(alone * min(1.0, 0.6 + 0.2 * len(samples)), 0.0, content)
    if content is None:
        return _Match(heading * 0.95, heading, None)
    if content < 0.3 and (look in _STRICT or field.choices):
        return _Match(heading * 0.55, heading, content)
    if look in ("company", "person_name") and are_no_words(samples):
        return _Match(heading * 0.4, heading, 0.0)
    if look in ("company", "person_name"):
        # Firms and people go by all sorts of names, so odd values only lean against the heading.
        return _Match(heading * (0.8 + 0.2 * content), heading, content)
    return _Match(heading * (0.85 + 0.15 * content) + 0.1 * content * (1 - heading), heading, content)


def _with_company(
    columns: Sequence[Column], matches: dict[tuple[int, str], _Match], target: Target | None
) -> dict[tuple[int, str], _Match]:
    """Ways of contact belong to whoever stands nearest to their left, a contact person or the firm; in an address book
    to the person.

    What the values alone suggest is not shifted: it says nothing about whose number it is.
    """
    belongs = _belongs(columns, matches, target)
    anybody = "person" in belongs.values()
    firms = {column.index for column in columns if column.has_heading and _FIRM_WORDS.search(column.heading)}
    weighed = {}
    for (at, key), match in matches.items():
        near = belongs[at] == "person" and at not in firms
        shift = 0.0
        if match.heading and key.startswith("contact_") and key not in _OF_PERSON:
            shift = 0.15 if near else (-0.1 if anybody else -0.2)
        elif match.heading and key in _OF_FIRM:
            shift = -0.18 if near else 0.1
        elif target and key == _MAIN.get(target):
            shift = 0.15 * min(1.0, match.heading)
        weighed[at, key] = _Match(match.confidence + shift, match.heading, match.content)
    return weighed


def _belongs(
    columns: Sequence[Column], matches: dict[tuple[int, str], _Match], target: Target | None
) -> dict[int, str]:
    """For each column, whether a person or the firm stands nearest to its left."""
    if target == "contacts":
        return {column.index: "person" for column in columns}
    belongs, current = {}, ""
    for column in columns:
        belongs[column.index] = current
        firm = matches.get((column.index, "name"), _NOTHING).confidence
        person = max(matches.get((column.index, key), _NOTHING).confidence for key in _OF_PERSON)
        part_of_name = max(heading_fit(column.heading, key) for key in ("contact_family_name", "contact_given_name"))
        if max(person, part_of_name) > max(0.55, firm):
            current = "person"
        elif firm > 0.7:
            current = "firm"
    return belongs


def _why(match: _Match) -> str:
    agrees = match.content is not None and match.content >= 0.6
    if match.heading >= 0.9:
        return gettext("By heading and values") if agrees else gettext("By its heading")
    if match.heading > 0:
        return gettext("Similar heading, values fit") if agrees else gettext("Similar heading")
    return gettext("By its values")
