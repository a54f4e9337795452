"""From text to tokens. Full-width signs, Chinese quotation marks and Chinese words for operators are taken as they are typed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from tongxin.base.formulas.errors import Fault

LONGEST = 2_000
# One character each, so that places in the text stay what they are.
_SAME = str.maketrans("（），＋－×÷＊／＝＜＞＆％［］【】；０１２３４５６７８９．", "(),+-*/*/=<>&%[][],0123456789.")
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<text>"(?:[^"]|"")*"|“[^”]*”)
    |(?P<name>\[[^\[\]]*\])
    |(?P<op><=|>=|<>|!=|≤|≥|≠|[-+*/&=<>%(),])
    |(?P<word>[^\W\d]\w*)""",
    re.VERBOSE,
)
_OPS = {"!=": "<>", "≠": "<>", "≤": "<=", "≥": ">="}
_WORDS = {"且": "and", "并且": "and", "或": "or", "或者": "or", "非": "not", "不": "not"}


class Token(NamedTuple):
    """`kind` is number, text, name, op, word or end; `text` is what it says."""

    kind: str
    text: str
    at: int
    end: int


def tokens_of(source: str) -> Iterator[Token]:
    """The tokens, the last one being the end. Raises Fault."""
    if len(source) > LONGEST:
        raise Fault(LONGEST, len(source), _("A formula has at most 2,000 characters."))
    plain = _plain(source)
    at = 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        if match is None:
            raise _stray(plain, at)
        kind, text = match.lastgroup or "", match[0]
        if kind != "space":
            yield _token(kind, text, at, match.end())
        at = match.end()
    yield Token("end", "", at, at)


def _plain(source: str) -> str:
    """Signs in their narrow form, except inside of texts and names."""
    parts = re.split(r'("(?:[^"]|"")*"|“[^”]*”|[\[【［][^\[\]【】［］]*[\]】］])', source)
    for place, part in enumerate(parts):
        if place % 2 == 0:
            parts[place] = part.translate(_SAME)
        elif part[0] in "[【［":
            parts[place] = f"[{part[1:-1]}]"
    return "".join(parts)


def _stray(plain: str, at: int) -> Fault:
    if plain[at] in '"“':
        return Fault(at, len(plain), _("The quotation mark is not closed."))
    if plain[at] in "[]":
        return Fault(at, at + 1, _("Put the name of a field in brackets: [name]."))
    return Fault(at, at + 1, _("This sign has no meaning here."))


def _token(kind: str, text: str, at: int, end: int) -> Token:
    if kind == "text":
        said = text[1:-1].replace('""', '"') if text[0] == '"' else text[1:-1]
        return Token(kind, said, at, end)
    if kind == "name":
        return Token(kind, text[1:-1].strip(), at, end)
    if kind == "op":
        return Token(kind, _OPS.get(text, text), at, end)
    word = text.lower()
    word = _WORDS.get(word, word)
    return Token("op" if word in ("and", "or", "not") else kind, word, at, end)
