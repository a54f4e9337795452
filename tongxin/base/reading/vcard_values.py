"""Values of a card's properties: escaped text, structured names and addresses, days."""

import re
from datetime import date
from typing import Final

from .heading_words import has_han

_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_DAY: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_")


def unescape(value: str) -> str:
    r"""Text with `\n`, `\,`, `\;` and `\\` as the characters they stand for, outer blanks taken off."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).replace("\r\n", "\n").strip()


def split_value(value: str, mark: str = ";") -> list[str]:
    """The unescaped parts of a structured value, or the items of a list when `mark` is a comma."""
    parts, current, escaped = [], [], False  # type: tuple[list[str], list[str], bool]
    for character in value:
        if character == mark and not escaped:
            parts.append("".join(current))
            current = []
        else:
            current.append(character)
        escaped = character == "\\" and not escaped
    return [unescape(part) for part in [*parts, "".join(current)]]


def part(parts: list[str], at: int) -> str:
    """One part of a structured value, "" when it is not there."""
    return parts[at] if at < len(parts) else ""


def person_name(parts: list[str]) -> str:
    """A name from its parts (family, given, additional, prefix, suffix): 张三, but Mr. John Richter Doe Sr."""
    family, given, additional, prefix, suffix = (part(parts, at) for at in range(5))
    if has_han(family + given):
        return "".join((family, additional, given))
    return " ".join(piece for piece in (prefix, given, additional, family, suffix) if piece)


def full_name(written: str, parts: list[str]) -> str:
    """The name as written on the card. A Chinese one is set right: no blank inside, surname first."""
    composed = person_name(parts)
    bare = written.replace(" ", "")
    if has_han(bare) and has_han(composed) and sorted(bare) == sorted(composed.replace(" ", "")):
        return composed
    return written or composed


def joined_address(parts: list[str]) -> str:
    """An address (box, extension, street, city, region, postcode, country) on one line, as its language orders it."""
    box, extension, street, city, region, postcode, country = (" ".join(part(parts, at).split()) for at in range(7))
    if has_han("".join(parts)):
        return "".join((country, region, "" if city == region else city, street, extension, box))
    place = " ".join(piece for piece in (region, postcode) if piece)
    return ", ".join(piece.strip(" ,") for piece in (box, extension, street, city, place, country) if piece.strip(" ,"))


def day(value: str) -> date | None:
    """A whole date, or None when the card gives only a part of one or no day any calendar has."""
    found = _DAY.fullmatch(value.strip())
    if found is None:
        return None
    year, month, number = map(int, found.groups())
    try:
        return date(year, month, number)
    except ValueError:
        return None


def phone(value: str) -> str:
    """A number as typed; of a `tel:` address the number and its extension."""
    if not value.lower().startswith("tel:"):
        return value
    number, *extras = value[4:].split(";")
    extension = next((extra[4:] for extra in extras if extra.lower().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def label(value: str) -> str:
    """A custom label in lower case; the standard ones of address books come without their wrapping."""
    found = _APPLE_LABEL.fullmatch(value)
    return (found[1] if found else value).strip().lower()
