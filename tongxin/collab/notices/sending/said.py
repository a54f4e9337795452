"""What is sent and what is answered, the same for all channels."""

import json
from dataclasses import dataclass
from typing import Any

from tongxin.base.egress import Answer

LONGEST = 2048  # bytes, of the shortest of the makers


class Refused(Exception):  # named after the world: the service said no
    """The service understood and said no. `may_pass` where a later try could go through (too many at once)."""

    def __init__(self, answer: str, *, may_pass: bool = False) -> None:
        super().__init__(answer)
        self.may_pass = may_pass


class Stale(Refused):
    """The service no longer takes the token; with a new one it may."""


@dataclass(frozen=True)
class Words:
    """One message. `to` is the reader as the channel knows them, `mobile` their number (11 digits) where a group should ring for them;
    `key` is the same at every try."""

    title: str
    lines: tuple[str, ...]
    to: str
    mobile: str
    key: str

    def whole(self, longest: int = LONGEST) -> str:
        """As much as fits into so many bytes, whole signs only."""
        return "\n".join([self.title, *self.lines]).encode()[:longest].decode(errors="ignore")


@dataclass(frozen=True)
class Said:
    """The service took it; `answer` in its own words."""

    answer: str


@dataclass(frozen=True)
class Speech:
    """How a maker's answers speak: under which names stand code and words (0 is yes), which codes mean "later" and which want a new token.

    Under the names in `missed` an answer that went well lists readers who got nothing all the same.
    """

    code: str
    text: str
    busy: frozenset[int]
    stale: frozenset[int] = frozenset()
    missed: tuple[str, ...] = ()

    def heard(self, answer: Answer) -> Said:
        """The answer in its own words. Raises Refused, Stale."""
        try:
            told: dict[str, Any] = json.loads(answer.body)  # Any: JSON values
            code, text = int(told[self.code]), str(told.get(self.text, ""))
        except (ValueError, KeyError, TypeError) as error:
            raise unread(answer) from error
        said = f"{code} {text}"[:200]
        if code in self.stale:
            raise Stale(said, may_pass=True)
        if code != 0:
            raise Refused(said, may_pass=code in self.busy)
        if missed := [f"{name} {told[name]}" for name in self.missed if told.get(name)]:
            raise Refused(f"{said}: {missed[0]}"[:200])
        return Said(said)


def unread(answer: Answer) -> Refused:
    """What is no answer of the service, but of something before it."""
    return Refused(f"HTTP {answer.status}", may_pass=answer.status >= 500 or answer.status == 429)
