"""The lines of a card file: unfolded, decoded, split into name, parameters and value."""

from __future__ import annotations

import quopri
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .encodings import text_lines

_CHUNK: Final = 64 * 1024
_LINE_END: Final = re.compile(rb"\r*\n|\r+(?=[^\r\n])")
# Longer values are pictures or nonsense; what a person wrote is shorter.
_PROPERTY_BYTES: Final = 200_000
_BULKY: Final = frozenset({b"PHOTO", b"LOGO", b"SOUND", b"KEY", b"X-MS-OL-DESIGN", b"X-MS-CARDPICTURE"})
_NAME: Final = re.compile(rb"[ \t]*((?:[\w-]+\.)?[\w-]+)[ \t]*([;:])")
_BARE_VALUES: Final = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card. `types` are lower-case; `group` ties a label to it ("item1")."""

    name: str
    value: str
    group: str = ""
    types: tuple[str, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)
    is_bulky: bool = False


def raw_lines(path: Path, encoding: str) -> Iterator[bytes]:
    """Physical lines without their ends. What is longer than a property may be is cut, so a photograph stays small."""
    if encoding.startswith(("utf-16", "utf-32")):
        for text in text_lines(path, encoding, _PROPERTY_BYTES):
            yield text.rstrip("\r\n").encode()
        return
    with path.open("rb") as stream:
        rest, over = stream.read(len(BOM_UTF8)).removeprefix(BOM_UTF8), False
        while chunk := stream.read(_CHUNK):
            *lines, rest = _LINE_END.split(rest + chunk)
            for line in lines:
                if not over:
                    yield line[:_PROPERTY_BYTES]
                over = False
            if len(rest) > _PROPERTY_BYTES:
                if not over:
                    yield rest[:_PROPERTY_BYTES]
                # Keep the last byte: it may be half of a line end.
                rest, over = rest[-1:], True
        if rest.strip(b"\r") and not over:
            yield rest.rstrip(b"\r")


def lines_of(text: str) -> list[bytes]:
    """Physical lines of a card that is there as text."""
    return _LINE_END.split(text.lstrip("\ufeff \r\n\t").encode(errors="replace"))


def properties(lines: Iterable[bytes], encoding: str) -> Iterator[Property]:
    """Every property in these physical lines in order, BEGIN and END among them."""
    charset = "utf-8" if encoding.startswith("utf") else encoding
    pending: bytearray | None = None
    bulky = False
    for line in lines:
        if pending is not None and _continues(line, pending, bulky):
            if len(pending) < _PROPERTY_BYTES:
                _append(pending, line)
            continue
        if pending is not None:
            yield from _parse(bytes(pending), charset, bulky)
        pending = bytearray(line) if line.strip() else None
        bulky = pending is not None and _is_bulky(pending)
    if pending is not None:
        yield from _parse(bytes(pending), charset, bulky)


def _continues(line: bytes, pending: bytearray, bulky: bool) -> bool:
    if line[:1] in (b" ", b"\t"):
        return True
    if bulky:
        # Some phones break a picture's lines without indenting them.
        return bool(line.strip()) and not _NAME.match(line)
    return pending.endswith(b"=") and b"QUOTED-PRINTABLE" in pending.partition(b":")[0].upper()


def _append(pending: bytearray, line: bytes) -> None:
    head = pending.partition(b":")[0].upper()
    if pending.endswith(b"=") and b"QUOTED-PRINTABLE" in head:
        del pending[-1:]
        pending += line
    else:
        pending += line[1:]


def _is_bulky(line: bytearray) -> bool:
    found = _NAME.match(line)
    if found is None:
        return False
    head = line.partition(b":")[0].upper()
    is_base64 = b"BASE64" in head or b"ENCODING=B" in head.replace(b"ENCODING=BASE", b"")
    return found[1].rpartition(b".")[2].upper() in _BULKY or is_base64


def _parse(line: bytes, charset: str, bulky: bool) -> Iterator[Property]:
    found = _NAME.match(line)
    if found is None:
        return
    group, _dot, name = found[1].decode("ascii", errors="replace").rpartition(".")
    parameters, types, value = _split(line[found.end() - 1 :], charset)
    if bulky:
        yield Property(name.upper(), "", group, types, parameters, is_bulky=bool(value.strip()))
        return
    encoding = parameters.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
    yield Property(name.upper(), _decode(value, parameters.get("CHARSET", ""), charset), group, types, parameters)


def _split(rest: bytes, charset: str) -> tuple[dict[str, str], tuple[str, ...], bytes]:
    """Parameters, types and value of what follows the name. A colon inside quotation marks ends nothing."""
    quoted, end = False, len(rest)
    for at, byte in enumerate(rest):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            end = at
            break
    else:
        end = rest.find(b":") if b":" in rest else len(rest)
    parameters: dict[str, str] = {}
    types: list[str] = []
    for piece in rest[:end].decode(charset, errors="replace").split(";"):
        _take_parameter(piece.strip(), parameters, types)
    return parameters, tuple(dict.fromkeys(types)), rest[end + 1 :]


def _take_parameter(piece: str, parameters: dict[str, str], types: list[str]) -> None:
    key, equals, value = piece.partition("=")
    if not piece:
        return
    if not equals:
        key, value = ("ENCODING" if piece.upper() in _BARE_VALUES else "TYPE"), piece
    key, value = key.strip().upper(), value.strip().strip('"')
    if key == "TYPE":
        types += [word.strip().lower() for word in value.split(",") if word.strip()]
    else:
        parameters[key] = value


def _decode(value: bytes, named: str, charset: str) -> str:
    """Text in the charset that the property names when that fits, else in the file's."""
    for name in filter(None, (named, "utf-8", charset)):
        try:
            return value.decode("gb18030" if name.lower() in ("gb2312", "gbk", "x-gbk") else name)
        except (ValueError, LookupError):
            continue
    return value.decode(charset, errors="replace")
