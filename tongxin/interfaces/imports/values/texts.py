"""Values that are words: names, texts, tags, choices, web addresses, numbers."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean, fold

from .refusal import ValueRefused

_TAG_ENDS: Final = re.compile(r"[、,，;；|\n]+")
_LONGEST_TAG: Final = 40
_ADDRESS_OF_WEB: Final = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#:]\S*)?", re.IGNORECASE)
_LINK: Final = re.compile(r"https?://[^\s#<>]+", re.IGNORECASE)
_MULTIPLES: Final = {"万": 10_000, "千": 1_000, "百万": 1_000_000, "亿": 100_000_000, "k": 1_000, "m": 1_000_000}
_NUMBER: Final = re.compile(
    r"(?P<number>[+-]?\d[\d,，\s]*(?:\.\d+)?)\s*(?P<unit>百万|万|千|亿|k|m)?\s*(?:元|块|rmb|cny)?", re.IGNORECASE
)


def plain(text: str, most: int | None = None) -> str:
    """One line of text. Raises ValueRefused when it is longer than `most` characters."""
    line = clean(text)
    if not line.isprintable():
        line = " ".join(line.split())
    if most is not None and len(line) > most:
        raise ValueRefused(_("%(count)d characters; %(most)d fit. Shorten it.") % {"count": len(line), "most": most})
    return line


def long(text: str) -> str:
    """Text of several lines."""
    return clean(text)


def named(text: str, most: int | None = None) -> str:
    """A name: one line with at least one letter or figure in it."""
    line = plain(text, most)
    if line and not any(sign.isalnum() for sign in line):
        raise ValueRefused(_("There is no letter or figure in this name."))
    return line


def tags(text: str) -> list[str]:
    """Words set apart by commas, semicolons or 、"""
    words = list(dict.fromkeys(filter(None, (plain(word) for word in _TAG_ENDS.split(text)))))
    fitting = [word for word in words if len(word) <= _LONGEST_TAG]
    if len(fitting) < len(words):
        raise ValueRefused(_("A tag may have up to %(most)d characters.") % {"most": _LONGEST_TAG}, fitting)
    return words


def chosen(text: str, words: Mapping[str, str], offer: str) -> str:
    """The stored value of a word; `words` has folded keys, `offer` says which there are."""
    try:
        return words[fold(text)]
    except KeyError:
        raise ValueRefused(_("Not one of: %(words)s.") % {"words": offer}) from None


def all_chosen(text: str, words: Mapping[str, str], offer: str) -> list[str]:
    """The stored values of several words in a cell."""
    found: list[str] = []
    unknown = ""
    for word in _TAG_ENDS.split(text.replace("/", "、")):
        if word.strip():
            try:
                found.append(chosen(word, words, offer))
            except ValueRefused as refusal:
                unknown = str(refusal)
    if unknown:
        raise ValueRefused(unknown, found or None)
    return list(dict.fromkeys(found))


def web_address(text: str, most: int | None = None) -> str:
    """The address of a site, with or without http."""
    inside = _LINK.search(text)  # Access and Outlook write words and the address between # signs
    line = plain(inside[0] if inside else text, most)
    if inside is None and not _ADDRESS_OF_WEB.fullmatch(line):
        raise ValueRefused(_("This is no web address; one looks like www.example.com."))
    return line


def number(text: str) -> str:
    """A number as plain figures: 1,200, 3.5万 and ¥1200 are understood."""
    match = _NUMBER.fullmatch(clean(text).lstrip("¥￥$€£ "))
    if match is None:
        raise ValueRefused(_("This is no number."))
    try:
        value = Decimal(re.sub(r"[,，\s]", "", match["number"]))
    except InvalidOperation:
        raise ValueRefused(_("This is no number.")) from None
    return f"{value * _MULTIPLES.get((match['unit'] or '').lower(), 1):f}"
