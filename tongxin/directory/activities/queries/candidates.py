"""Which words of a sentence could be a name: pieces to be looked up, not yet names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tongxin.base.chinese.companies import leading_place
from tongxin.base.chinese.folding import fold
from tongxin.base.chinese.names import salutation
from tongxin.base.tokens import CJK

# A unit is one Chinese character or one word or number in another script.
_unit = re.compile(f"[{CJK}]|(?:(?![{CJK}])[^\\W_])+")
_JOINTS = {"", " ", "·", "-", "&", ".", "'", "’"}
_first = re.compile(r"\b[A-Z][a-z]{1,15}\b(?! [A-Z][a-z])")
# The word for the deed itself is blank by now: of 拜访了恒利 only 了恒利 is left.
_at = re.compile(
    f"(?:(?:^|[\\s,，。])[了过]?|去了?|到了?|拜访了?|走访了?|回访了?|联系了?|跟进了?|跟|和|给|在|约了?|催)([{CJK}]{{2,4}})"
)
_NO_NAMES = frozenset(
    "the call called met meet visit visited email emailed spoke sent send lunch dinner remind follow going went quoted he she they we next today"
    " tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday mr ms mrs dr".split()
)
_MOST_SHORT = 6
MOST_UNITS = 200
LONGEST = 20
LONGEST_TITLED = 5


class Address(NamedTuple):
    """张总, 李工: a surname with a title, as it stands in the text."""

    surname: str
    title: str
    matched: str

    def fits(self, name_key: str) -> bool:
        """Whether a stored name may be meant: a first name ends where the word ends."""
        return name_key.startswith(self.surname if self.title else f"{self.surname} ")


class ShortForm(NamedTuple):
    """The beginning of a customer's name, as people call it."""

    key: str
    matched: str


def candidates(text: str) -> dict[str, str]:
    """Keys under which names are stored, each with the very words of the text: 2 to 20 characters or words in a row.

    Firms are stored without signs between their words and people with them, so both ways of writing are given. Only the
    first 200 characters or words are read.
    """
    units = [match for _number, match in zip(range(MOST_UNITS), _unit.finditer(text), strict=False)]
    found: dict[str, str] = {}
    for at in range(len(units)):
        for spelt in _from(text, units[at : at + LONGEST]):
            for key in spelt.keys:
                if len(key) >= 2:
                    found.setdefault(key, spelt.matched)
    return found


class _Spelt(NamedTuple):
    keys: tuple[str, str]
    matched: str


def _from(text: str, units: list[re.Match[str]]) -> Iterator[_Spelt]:
    """All rows of units that begin with the first of these, until something stands between two of them."""
    joined = spaced = ""
    for before, unit in zip([None, *units], units, strict=False):
        joint = text[before.end() : unit.start()] if before else ""
        if joint not in _JOINTS:
            return
        word = fold(unit[0])
        joined, spaced = joined + word, spaced + joint + word
        yield _Spelt((joined, spaced), text[units[0].start() : unit.end()])


def first_names(text: str) -> list[Address]:
    """John, Mary: a capital Latin word that may be the first one of somebody's name."""
    words = {match[0]: None for match in _first.finditer(text)}
    return [Address(fold(word), "", word) for word in words if fold(word) not in _NO_NAMES][:_MOST_SHORT]


def short_forms(text: str) -> list[ShortForm]:
    """The two to four Chinese characters behind a word for going or meeting, longest first; never a mere place (去上海)."""
    found: dict[str, ShortForm] = {}
    for match in _at.finditer(text):
        for length in (4, 3, 2):
            word = match[1][:length]
            if len(word) == length and leading_place(word) != word:
                found.setdefault(word, ShortForm(fold(word), word))
    return list(found.values())[: 2 * _MOST_SHORT]


def addresses(text: str) -> list[Address]:
    """All 张总, 李工, 王主任 in the text; the longest title at each place."""
    found: dict[int, Address] = {}
    for start in range(len(text)):
        for end in range(min(start + LONGEST_TITLED, len(text)), start + 1, -1):
            if not text[end - 1].isspace() and (said := salutation(text[start:end])):
                found[start] = Address(*said, text[start:end])
                break
    return list(found.values())
