"""How Chinese text is read aloud in pinyin: for searching by keyboard, for sorting lists, for names in Latin letters."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from tongxin.base.chinese.folding import fold
from tongxin.base.chinese.surnames import COMPOUND, READINGS, SINGLE
from tongxin.base.chinese.syllables import PHRASE_STARTS, character_readings, phrase_at, sort_unit

_MOST_VARIANTS = 8
_KEY_LENGTH = 120
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

_piece = re.compile(f"[{_HAN}]+|[0-9]+|(?:(?![{_HAN}0-9])[^\\W_])+|[\\s._,/&-]+")
_word = re.compile(f"[{_HAN}]+|(?:(?![{_HAN}])[^\\W_])+")
_is_han = re.compile(f"[{_HAN}]").match


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: `full` "zhangsan", `initials` "zs", `syllables` ("zhang", "san"). Latin words stay as they are."""

    full: str
    initials: str
    syllables: tuple[str, ...]


@lru_cache(maxsize=512)
def readings(text: str, *, person: bool = False) -> list[Reading]:
    """The plausible readings of `text`, likeliest first, at most eight; with `person` its start is read as a surname."""
    positions = _positions(fold(text), person=person)
    if not positions:
        return []
    # Short Latin words are said letter by letter, so whoever types the initials of TCL科技 types tclkj.
    spelled = {at for at, (said, is_word) in enumerate(positions) if is_word and len(said[0]) <= 4}
    variants = islice(product(*[said for said, _is_word in positions]), _MOST_VARIANTS)
    if not spelled:
        return [Reading("".join(said), "".join([one[0] for one in said]), said) for said in variants]
    return [
        Reading("".join(said), "".join([one if at in spelled else one[0] for at, one in enumerate(said)]), said)
        for said in variants
    ]


@lru_cache(maxsize=2_048)
def sort_key(text: str, *, person: bool = False) -> str:
    """A key (at most 120 characters) whose binary order is the order of lists: pinyin with tone, then code point.

    Latin is compared without case and stands among the Chinese where its letters belong; numbers go by size.
    """
    folded = fold(text)
    units: list[str] = []
    start = 0
    if person and (surname := _surname(folded)):
        syllables = READINGS[surname][0].split() if surname in READINGS else [""] * len(surname)
        units += [sort_unit(sign, syllable) for sign, syllable in zip(surname, syllables, strict=True)]
        start = len(surname)
    for piece in _piece.findall(folded, start):
        if not _is_han(piece):
            units.append(_plain_unit(piece))
            continue
        at = 0
        while at < len(piece):
            if piece[at] in PHRASE_STARTS and (phrase := phrase_at(piece, at)):
                units += map(sort_unit, *phrase)
                at += len(phrase[0])
            else:
                units.append(sort_unit(piece[at]))
                at += 1
    return "".join(units).strip()[:_KEY_LENGTH]


def english_name(text: str) -> str:
    """A Chinese name in Latin letters, surname first: 张三 → "Zhang San". Text without Han characters is returned as it is."""
    if not any(_is_han(sign) for sign in text):
        return text
    parts = [part for part in re.split(r"[·\s]+", fold(text)) if part]
    if len(parts) == 1 and (surname := _surname(parts[0])) and len(parts[0]) > len(surname):
        spoken = readings(parts[0], person=True)[0].syllables
        return f"{_capital(spoken[: len(surname)])} {_capital(spoken[len(surname) :])}"
    return " ".join(_capital(found[0].syllables) for part in parts if (found := readings(part, person=True)))


def _capital(syllables: tuple[str, ...]) -> str:
    return "".join(one.replace("v", "yu") if one in ("lv", "nv") else one for one in syllables).capitalize()


def _surname(text: str) -> str:
    if text[:2] in COMPOUND:
        return text[:2]
    return text[:1] if text[:1] in SINGLE or text[:1] in READINGS else ""


def _positions(text: str, *, person: bool) -> list[tuple[tuple[str, ...], bool]]:
    """For each character or Latin word of folded `text` its readings, and whether it is such a word."""
    positions: list[tuple[tuple[str, ...], bool]] = []
    start = 0
    if person and (surname := _surname(text)):
        start = len(surname)
        positions += [(said, False) for said in _surname_readings(surname)]
    for word in _word.findall(text, start):
        if not _is_han(word):
            positions.append(((word,), True))
            continue
        at = 0
        while at < len(word):
            if word[at] in PHRASE_STARTS and (phrase := phrase_at(word, at)):
                positions += [((syllable,), False) for syllable in phrase[1]]
                at += len(phrase[0])
            else:
                positions.append(_said(word[at]))
                at += 1
    return positions


@lru_cache(maxsize=8_192)
def _said(character: str) -> tuple[tuple[str, ...], bool]:
    return character_readings(character) or (character,), False


def _surname_readings(surname: str) -> list[tuple[str, ...]]:
    special = READINGS.get(surname, ())
    if len(surname) == 1:
        return [tuple(dict.fromkeys((*special, *character_readings(surname))))]
    if special:
        return [(syllable,) for syllable in special[0].split()]
    return [character_readings(sign) for sign in surname]


def _plain_unit(piece: str) -> str:
    if piece.isdecimal():
        digits = piece.lstrip("0") or "0"
        return f"{min(len(digits), 9)}{digits}"
    return piece if piece.isalnum() else " "
