"""What the index keeps of a document, and what it is asked.

A word of the index is the label of the shelf, the digit of the stage and a token: `12苏州` is 苏州 in names of the kind on shelf 1.
So each kind and stage has its own list of records for every token, and asking for customers that begin so never reads the records
that hold the token elsewhere.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from tongxin.base.tokens import Match, Term, Tokens
from tongxin.collab.search.models.shelf import LABELS

STAGES = ("start", "name", "pinyin", "contact", "text")
_MARK = {stage: str(number) for number, stage in enumerate(STAGES, 1)}
_SHORT = 2
# In pinyin the document itself has what two letters can mean.
_SHORTENED = ("start", "name")


class Word(NamedTuple):
    """A word to look up; with `is_prefix` any word that begins so."""

    text: str
    is_prefix: bool = False


# All of: any of: all of these words.
Question = tuple[tuple[tuple[Word, ...], ...], ...]


def indexed_words(shelf: int, tokens: Tokens) -> list[str]:
    """The words of a document, each once."""
    label = LABELS[shelf]
    words: list[str] = []
    for stage in STAGES:
        mark, given = label + _MARK[stage], getattr(tokens, stage)
        words += [mark + token for token in given]
        if stage in _SHORTENED:
            # A prefix of one or two letters would join the lists of ten thousand words at question time, so it is a word itself.
            words += [mark + token[:2] for token in given if token.isascii()]
        if stage == "start":
            words += [mark + token[:1] for token in given if token.isascii()]
    return list(dict.fromkeys(words))


def stages_of(terms: Sequence[Term], allowed: Collection[str]) -> list[str]:
    """The stages, in order, at which these terms can be found."""
    wanted = {match.column for term in terms for match in term.matches}
    return [stage for stage in STAGES if stage in wanted and stage in allowed]


def question(shelf: int, terms: Sequence[Term], stages: Collection[str]) -> Question | None:
    """All terms, each in any of `stages`; None when some term can't be found there."""
    asked = tuple(tuple(_words(shelf, match) for match in term.matches if match.column in stages) for term in terms)
    return asked if asked and all(asked) else None


def _words(shelf: int, match: Match) -> tuple[Word, ...]:
    mark = LABELS[shelf] + _MARK[match.column]
    return tuple(Word(mark + token, match.is_prefix and _is_joined(match.column, token)) for token in match.tokens)


def _is_joined(column: str, token: str) -> bool:
    """Whether a prefix needs the lists of several words: short ones are words themselves or, in numbers and text, mean nothing."""
    return len(token) > _SHORT or not token.isascii()


def beginnings(asked: Question) -> Question | None:
    """The part of a single term that asks how Chinese names begin, if there is one."""
    found = tuple(words for words in asked[0] if _is_beginning(words)) if len(asked) == 1 else ()
    return (found,) if found else None


def countable(asked: Question) -> Question:
    """The question for counting: what begins a name is also in it, and would be counted twice."""
    return tuple(tuple(words for words in term if not _is_beginning(words)) or term for term in asked)


def _is_beginning(words: tuple[Word, ...]) -> bool:
    return words[0].text[1] == _MARK["start"] and not words[0].text.isascii()
