"""One contact card (vCard 2.1 to 4.0) as the parts of a signature. Whole files of cards are the import's work."""

import quopri
import re
from collections.abc import Iterator

from tongxin.base.chinese.signatures import Signature

_LONGEST = 200_000
_fold = re.compile(r"\r?\n[ \t]|=\r?\n")
_unescape = re.compile(r"\\([\\,;:nN])")
_lists = {"TEL": "phones", "EMAIL": "emails", "X-WECHAT": "wechats", "X-QQ": "qqs"}
_texts = {"FN": "name", "TITLE": "title", "URL": "website"}
# What says nothing about whom the card shows.
_silent = {
    "BEGIN",
    "END",
    "VERSION",
    "N",
    "PRODID",
    "REV",
    "UID",
    "PHOTO",
    "LOGO",
    "SOUND",
    "KEY",
    "SOURCE",
    "KIND",
    "X-ABLABEL",
}


def is_card(text: str) -> bool:
    """Whether the text begins like a contact card."""
    return text.lstrip("\ufeff \r\n\t")[:11].upper() == "BEGIN:VCARD"


def read_card(text: str) -> Signature:
    """The first card of the text. What has no place of its own stands in `rest`; pictures are left out."""
    found, rest, names = Signature(), [], ""
    for name, types, value in _properties(text[:_LONGEST]):
        if name == "END":
            break
        if name == "TEL" and "FAX" in types:
            found.faxes.append(value)
        elif name in _lists:
            getattr(found, _lists[name]).append(value)
        elif name == "ORG":
            found.company, _semicolon, found.department = (part.strip() for part in value.partition(";"))
        elif name == "ADR" and not found.address:
            found.address, found.postcode = _address(value)
        elif name in _texts and not getattr(found, _texts[name]):
            setattr(found, _texts[name], value)
        elif name == "N":
            names = "".join(value.split(";")[:2])
        elif name not in _silent and value.strip("; "):
            rest.append(value if name == "NOTE" else f"{name}: {value}")
    found.name = found.name or names
    found.rest = "\n".join(rest)
    return found


def _properties(text: str) -> Iterator[tuple[str, str, str]]:
    """Name, parameters and value of each line, in capitals but for the value."""
    for line in _fold.sub("", text.lstrip("\ufeff")).splitlines():
        head, colon, value = line.partition(":")
        name, _semicolon, types = head.strip().upper().partition(";")
        if colon:
            if "QUOTED-PRINTABLE" in types:
                value = quopri.decodestring(value.encode()).decode(errors="replace")
            plain = _unescape.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
            yield name.rpartition(".")[2], types, plain.strip()


def _address(value: str) -> tuple[str, str]:
    """Street, city, province … as one line from the large to the small, and the postcode."""
    parts = [part.strip() for part in (*value.split(";"), *[""] * 7)][:7]
    _box, extra, street, city, region, postcode, _country = parts
    seen = [part for part in (region, city, street, extra) if part]
    return "".join(seen) if any("\u3400" <= sign <= "\u9fff" for sign in value) else ", ".join(seen[::-1]), postcode
