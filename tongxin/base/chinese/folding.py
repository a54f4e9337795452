"""Two treatments of text: `fold` for searching and comparing, `clean` for storing.

What a person typed is stored as typed; folded text is only ever a key.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_INVISIBLE = (
    "\xad\u034f\u0600-\u0605\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_SURROGATES = "\ud800-\udfff"

_hidden = re.compile(f"[{_CONTROLS}{_BIDI}{_INVISIBLE}{_SURROGATES}]")
_unfit = re.compile(f"[{_CONTROLS}\x0b\x0c\x85{_BIDI}{_SURROGATES}]")
_bidi = re.compile(f"[{_BIDI}]")
# No pattern: looking for a row of blanks at the end would begin again at each blank of every row inside.
_edges = " \t\n\r\x0b\x0c\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """`text` as a key for search and comparison: NFKC, no case, simplified characters, single spaces, nothing invisible.

    Characters are simplified one by one and never by phrase, so that 軟體 and 软体 meet while 軟件 stays 软件.
    """
    if text.isascii():
        return " ".join(_hidden.sub("", text).lower().split())
    # Invisible characters go first: one between a letter and its accent would hinder composition.
    shown = _hidden.sub("", text)
    if not unicodedata.is_normalized("NFKC", shown):
        shown = _hidden.sub("", unicodedata.normalize("NFKC", shown))
    folded = shown.casefold()
    if folded != shown:
        folded = unicodedata.normalize("NFKC", folded)
    return " ".join(folded.translate(_simplified()).split())


def clean(text: str) -> str:
    """`text` fit for storing: outer space, control characters, lone surrogates and bidi controls gone, the rest as typed."""
    if text.isprintable():
        return text.strip(" ")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _unfit.sub("", text).strip(_edges)


def has_bidi(text: str) -> bool:
    """Whether `text` holds invisible characters that turn the direction of writing, and so may disguise what it says."""
    return _bidi.search(text) is not None


@cache
def _simplified() -> dict[int, str]:
    """Traditional character to its first simplified candidate, each followed to the end of its chain."""
    table: dict[str, str] = {}
    source = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    for line in source.splitlines():
        traditional, _, candidates = line.partition("\t")
        if candidates:
            table[traditional] = candidates.split(" ", 1)[0]
    return {ord(old): _end_of_chain(table, new) for old, new in table.items() if old != new}


def _end_of_chain(table: dict[str, str], character: str) -> str:
    seen = {character}
    while (following := table.get(character)) and following not in seen:
        seen.add(following)
        character = following
    return character
