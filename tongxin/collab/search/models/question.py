"""What the index keeps of a document, and what it is asked.

A word of the index is the digit of its stage and a token: `2苏州` is the token 苏州 in the column `name`. So each stage has its own
list of records for every token, and asking for a token at the beginning of names never reads the records that hold it elsewhere.
"""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import NamedTuple

from tongxin.base.tokens import START, Match, Term, Tokens

STAGES = ("start", "name", "pinyin", "contact", "text")
_MARK = {stage: str(number) for number, stage in enumerate(STAGES, 1)}
_SHORT = 2
_SHORTENED = ("start", "name", "pinyin")


class Word(NamedTuple):
    """A word to look up; with `is_prefix` any word that begins so."""

    text: str
    is_prefix: bool = False


# All of: any of: all of these words.
Question = tuple[tuple[tuple[Word, ...], ...], ...]


def indexed_words(tokens: Tokens) -> list[str]:
    """The words of a document, each once."""
    words = dict.fromkeys(
        chain(
            ["1" + token.removeprefix(START) for token in tokens.start],
            ["2" + token for token in tokens.name],
            ["3" + token for token in tokens.pinyin],
            ["4" + token for token in tokens.contact],
            ["5" + token for token in tokens.text],
        )
    )
    # A prefix of one or two letters would join the lists of ten thousand words at question time, so it is a word itself.
    for word in list(words):
        if word[0] < "4" and len(word) > _SHORT and word.isascii():
            words[word[: _SHORT + 1]] = None
            if word[0] == "1":
                words[word[:_SHORT]] = None
    return list(words)


def stages_of(terms: Sequence[Term], allowed: Collection[str]) -> list[str]:
    """The stages, in order, at which these terms can be found."""
    wanted = {match.column for term in terms for match in term.matches}
    return [stage for stage in STAGES if stage in wanted and stage in allowed]


def question(terms: Sequence[Term], stages: Collection[str]) -> Question | None:
    """All terms, each in any of `stages`; None when some term can't be found there."""
    asked = tuple(tuple(_words(match) for match in term.matches if match.column in stages) for term in terms)
    return asked if asked and all(asked) else None


def _words(match: Match) -> tuple[Word, ...]:
    mark = _MARK[match.column]
    tokens = [token.removeprefix(START) if match.column == "start" else token for token in match.tokens]
    return tuple(Word(mark + token, match.is_prefix and _is_joined(match.column, token)) for token in tokens)


def _is_joined(column: str, token: str) -> bool:
    """Whether a prefix needs the lists of several words: short ones are words themselves or, in numbers and text, mean nothing."""
    return len(token) > _SHORT or (column in _SHORTENED and not token.isascii())
