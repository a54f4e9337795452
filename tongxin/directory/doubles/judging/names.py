"""A name cut into what tells firms apart: where, who, what they do, which part of a group. And how near two names are."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tongxin.base.chinese.companies import LATIN_FORMS, company_key, leading_place, legal_form
from tongxin.base.chinese.folding import fold
from tongxin.base.chinese.pinyin import readings

Nearness = Literal[
    "same", "short", "sound", "short sound", "slip", "short slip", "part", "order", "kin", "number", "other"
]
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff]")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_BRANCH = re.compile(
    r"(?:第[一二三四五六七八九十\d]+)?(?:分公司|支公司|子公司|分行|支行|分店|分厂|分院|分校|办事处|代表处|经营部|营业部|事业部|项目部|门市部)"
)
_GROUP = re.compile("集团|控股|group|holding")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W_]+")
_SMALL = {"the", "and", "of", "und", "et", "y", "e"}
_SUFFIX = re.compile("(?:省|市|地区|自治州|盟)$")


@dataclass(frozen=True, slots=True)
class Name:
    """`rest` is the name without place, form and branch, folded; `sound` its syllables. Latin names keep their `words`.
    `is_registered` says that it ends in a legal form, as the register has it."""

    key: str
    place: str
    rest: str
    branch: str
    is_group: bool
    digits: tuple[str, ...]
    sound: tuple[str, ...]
    words: tuple[str, ...] = ()
    is_registered: bool = False

    @property
    def is_latin(self) -> bool:
        """Written in words."""
        return bool(self.words)


def town(text: str) -> str:
    """A place as it is compared: 苏州市 and 苏州 are one, Köln and Koln too."""
    plain = _plain(fold(text)).replace(" ", "")
    return _SUFFIX.sub("", plain) if len(plain) > 2 else plain


def _plain(text: str) -> str:
    """Without accents."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


# The names of one look at changed parties: among those few many stand again and again.
@lru_cache(maxsize=1_024)
def parsed(name: str) -> Name:
    """The parts of a firm's name."""
    folded = fold(name)
    return _han(name) if _HAN.search(folded) else _latin(folded)


def _latin(folded: str) -> Name:
    words = _WORDS.findall(_plain(folded).replace(".", "").replace("'", "").replace("’", ""))
    kept = [word for word in words if word not in _SMALL]
    while len(kept) > 1 and kept[-1] in LATIN_FORMS:
        kept.pop()
    rest = "".join(kept)
    is_group = bool(_GROUP.search(rest)) and len(kept) > 1
    return Name(rest, "", rest, "", is_group, tuple(_DIGITS.findall(rest)), (), tuple(kept) or (rest,))


def _han(name: str) -> Name:
    inside = [one for one in _BRACKETS.findall(name) if (place := leading_place(one)) and place == one.strip()]
    bare = _BRACKETS.sub(lambda match: "" if match[1] in inside else match[1], name) if inside else name
    key = company_key(bare)
    branch = "".join(_BRANCH.findall(key))
    at = min((match.start() for match in _BRANCH.finditer(key)), default=len(key))
    stem = key[:at] if branch else key
    place = leading_place(stem)
    rest = stem[len(place) :]
    if len(rest) < 2:
        place, rest = "", stem
    is_group = bool(_GROUP.search(rest))
    rest = rest.replace("集团", "") if len(rest.replace("集团", "")) >= 2 else rest
    rest = rest.removesuffix("厂") if len(rest) > 3 else rest
    where = town(place or (inside[0] if inside else ""))
    is_registered = bool(legal_form(fold(bare).strip()))
    digits = tuple(_DIGITS.findall(key))
    return Name(key, where, rest, branch, is_group, digits, sound_of(rest), is_registered=is_registered)


def sound_of(text: str) -> tuple[str, ...]:
    """The syllables of a text in their likeliest reading, without tones."""
    found = readings(text)
    return found[0].syllables if found else ()


def nearness(one: Name, other: Name) -> Nearness:
    """How one name may have become the other."""
    if one.digits != other.digits:
        return "number"
    if one.rest == other.rest:
        return "same"
    if one.is_latin != other.is_latin:
        return "other"
    return _near_words(one, other) if one.is_latin else _near_signs(one, other)


def _near_words(one: Name, other: Name) -> Nearness:
    shorter, longer = sorted((one, other), key=lambda name: len(name.words))
    if sorted(one.words) == sorted(other.words):
        return "order"
    if _slipped(one.rest, other.rest, 2 if min(len(one.rest), len(other.rest)) >= 12 else 1):
        return "slip"
    count = len(shorter.words)
    if longer.words[:count] == shorter.words and len(shorter.rest) >= 4:
        return "short"
    if (
        count < len(longer.words)
        and len(shorter.rest) >= 8
        and _slipped(shorter.rest, "".join(longer.words[:count]), 1)
    ):
        return "short slip"
    return "other"


def _near_signs(one: Name, other: Name) -> Nearness:
    shorter, longer = sorted((one, other), key=lambda name: len(name.rest))
    length = len(shorter.rest)
    if longer.rest.startswith(shorter.rest):
        return "short"
    if one.sound == other.sound:
        return "sound"
    if longer.sound[: len(shorter.sound)] == shorter.sound:
        return "short sound"
    if length >= 3 and _slipped(one.rest, other.rest, 1):
        return "slip"
    if length >= 3 and any(_slipped(shorter.rest, longer.rest[:cut], 1) for cut in (length - 1, length, length + 1)):
        return "short slip"
    if shorter.rest[:2] == longer.rest[:2]:
        return "part" if _within(shorter.rest, longer.rest) else "kin"
    return (
        "part" if shorter.rest[0] == longer.rest[0] and length >= 3 and _within(shorter.rest, longer.rest) else "other"
    )


def _within(shorter: str, longer: str) -> bool:
    """Whether all signs of the shorter stand in the longer, in order: 中石化 in 中国石油化工."""
    rest = iter(longer)
    return all(sign in rest for sign in shorter)


def _slipped(one: str, other: str, most: int) -> bool:
    """Whether at most so many signs are wrong, missing, too many, or swapped with their neighbour."""
    if abs(len(one) - len(other)) > most:
        return False
    two_ago: list[int] = []
    previous: list[int] = []
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        two_ago, previous, row = previous, row, [at]
        for place, theirs in enumerate(other, 1):
            cost = min(previous[place] + 1, row[-1] + 1, previous[place - 1] + (sign != theirs))
            if at > 1 and place > 1 and sign == other[place - 2] and one[at - 2] == theirs:
                cost = min(cost, two_ago[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most
