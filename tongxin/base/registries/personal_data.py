"""Corners in which something about a person may stand: each room says how it is found there, and how it goes."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry
from tongxin.base.subjects import Subject

GONE = "***"
_NUMBER = re.compile(r"\+?\d{6,}")


class Tie(StrEnum):
    """Why something is the person's: a record of their own; a number or address that is theirs alone; their name beside a record near
    to them; or their name somewhere else, which may be another's."""

    OWN = "own"
    WORD = "word"
    NEAR = "near"
    NAME = "name"


@dataclass(frozen=True)
class Sought:
    """Whom to find. `own` are the person's records, `near` those beside which the name means this person; `words` belong to nobody
    else, `names` others may bear."""

    own: frozenset[Subject]
    near: frozenset[Subject] = frozenset()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @cached_property
    def needles(self) -> list[str]:
        """What to look for in stored text: as it is written, and as JSON may have it; nothing in which another one stands."""
        plain = [*self.words, *self.names]
        found: list[str] = []
        for one in sorted({*plain, *(json.dumps(one)[1:-1] for one in plain)}, key=len):
            if not any(shorter in one for shorter in found):
                found.append(one)
        return found

    @cached_property
    def words_in(self) -> re.Pattern[str]:
        """Finds the words in a text; numbers also with spaces and dashes in them."""
        return _any_of(self.words)

    @cached_property
    def names_in(self) -> re.Pattern[str]:
        """Finds the names in a text."""
        return _any_of(self.names)

    def without(self, text: str) -> str:
        """The text with words and names taken out."""
        return self.names_in.sub(GONE, self.words_in.sub(GONE, text))


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    parts = [
        r"[\s-]?".join(map(re.escape, word)) if _NUMBER.fullmatch(word) else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


@dataclass(frozen=True)
class Trace:
    """Something about the person: in which row of the corner, why it is theirs, and how it reads. `file` names stored contents."""

    row: int
    tie: Tie
    excerpt: str
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Corner:
    """One place where rooms keep something about people.

    `erase(sought, rows)` takes the person out of these rows, in the caller's transaction, and answers which rows stay and have
    changed; rows of the person's own records may be left to the purge of the record when `goes` is true. `document` is the kind of
    search document that follows the rows. `columns` are the names `app.model.column` that are looked through.
    """

    label: LazyText
    find: Callable[[Sought], Iterator[Trace]]
    erase: Callable[[Sought, Collection[int]], list[int]]
    goes: bool = False
    document: str = ""
    columns: frozenset[str] = frozenset()


personal_data: Registry[Corner] = Registry("corner of personal data")
