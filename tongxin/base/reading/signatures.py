"""What a file is, told by its first bytes and never by the ending of its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from django.utils.translation import gettext_lazy as _

from .limits import FILE_BYTES, MEGABYTE
from .refusal import Unreadable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Content: TypeAlias = Literal["zip", "ole", "vcard", "html", "xml-spreadsheet", "text"]

_HEAD_BYTES: Final = 8192
_IMAGE: Final = _("This is a picture. Only tables and contact cards can be imported; type the data into a table first.")
_PROGRAM: Final = _("This is a program, not a table. It was not opened.")
_PACKED: Final = _("This is a packed file. Unpack it and import the table inside.")
_ANCIENT: Final = _("This table comes from a very old program. Open it in Excel or WPS and save it as .xlsx.")
_MEDIA: Final = _("This is a sound or video file. Only tables and contact cards can be imported.")

_REFUSED: Final[tuple[tuple[bytes, _StrPromise], ...]] = (
    (b"%PDF", _("This is a PDF. Ask for the table itself, or copy it into Excel and save it as .xlsx.")),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"BM", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"RIFF", _MEDIA),
    (b"ID3", _MEDIA),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"{\\rtf", _("This is a text document. Copy its table into Excel and save it as .xlsx.")),
    (b"SQLite format 3", _("This is a database file. Export the table from the program that uses it.")),
    (b"MIME-Version:", _("This is a web page archive. Open it in Excel or WPS and save it as .xlsx.")),
    (b"BEGIN:VCALENDAR", _("This is a calendar, not a list of customers or contacts.")),
    (b"\x09\x00\x04\x00", _ANCIENT),
    (b"\x09\x02\x06\x00", _ANCIENT),
    (b"\x09\x04\x06\x00", _ANCIENT),
    (b"\xff\x00\x02\x00", _ANCIENT),
    (b"\x00\x00\x02\x00", _ANCIENT),
    (b"\x00\x00\x1a\x00", _ANCIENT),
)
# Two letters can begin a customer list as well ("BMW", "MZ Trading"); the binary kinds show NULs soon after.
_NEEDS_NUL: Final = (b"BM", b"MZ", b"RIFF", b"ID3")
_VCARD: Final = re.compile(rb"(^|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)
_HTML: Final = re.compile(rb"<\s*(!doctype\s+html|html|head|body|meta|table|style)\b", re.IGNORECASE)
_XML_SPREADSHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_JSON: Final = re.compile(rb'\s*(\[\s*[\[{]|\{\s*"|\{\s*\})')
_TEXT_CONTROLS: Final = frozenset(b"\t\n\v\f\r\x1b\x01")


def recognise_content(path: Path) -> Content:
    """The kind of a file that may be readable. Raises `Unreadable` for every other."""
    size = path.stat().st_size
    if size > FILE_BYTES:
        raise Unreadable(
            _("The file is larger than %(limit)d MB. Split it and import the parts."), limit=FILE_BYTES // MEGABYTE
        )
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("The file is empty."))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    _refuse_known(head)
    return _text_content(head)


def _refuse_known(head: bytes) -> None:
    for signature, sentence in _REFUSED:
        if head.startswith(signature) and (signature not in _NEEDS_NUL or b"\0" in head[:64]):
            raise Unreadable(sentence)
    if head[4:8] == b"ftyp":
        raise Unreadable(_MEDIA)


def _text_content(head: bytes) -> Content:
    # UTF-16 hides ASCII words behind NULs; without them the same patterns fit.
    plain = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    if _VCARD.search(plain):
        return "vcard"
    if plain.startswith(b"<"):
        return _marked_up(plain)
    if _JSON.match(plain):
        raise Unreadable(_("This file holds data for programs (JSON), not a table. Export it as .xlsx or .csv."))
    if _is_binary(head):
        raise Unreadable(_("This is neither a table nor a list of contacts, or the file is damaged."))
    return "text"


def _marked_up(plain: bytes) -> Content:
    if _XML_SPREADSHEET in plain:
        return "xml-spreadsheet"
    if _HTML.search(plain):
        return "html"
    raise Unreadable(_("This is an XML file that holds no table. Export the data as .xlsx or .csv."))


def _is_binary(head: bytes) -> bool:
    """Text has next to no control characters, apart from the NULs of UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)
    nuls = head.count(0)
    if nuls and controls - nuls < 0.01 * len(head) and (_every_other(head) or nuls <= max(1, 0.01 * len(head))):
        return False
    return controls > max(4, 0.02 * len(head))


def _every_other(head: bytes) -> bool:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return min(even, odd) <= 0.1 * max(even, odd)
