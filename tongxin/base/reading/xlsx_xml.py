"""The XML parts of a workbook, parsed piece by piece."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import Final, Protocol
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from .archives import DAMAGED
from .refusal import Unreadable

_CHUNK: Final = 256 * 1024


class Listener(Protocol):
    """Hears elements by their names without the prefix of the document's own namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class StartListener:
    """A listener that only cares for where elements begin."""

    def __init__(self, start: Callable[[str, dict[str, str]], None]) -> None:
        self.start = start

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


def feed_xml(archive: zipfile.ZipFile, part: str, listener: Listener) -> Iterator[None]:
    """Parse a part, yielding after each piece of it. Document types and entities are refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def first(name: str, attributes: dict[str, str]) -> None:
        prefix, colon, local = name.rpartition(":")
        _listen(parser, listener, prefix + colon)
        listener.start(local, attributes)

    parser.StartElementHandler = first
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, LookupError) as error:
        raise Unreadable(DAMAGED) from error


def _listen(parser: expat.XMLParserType, listener: Listener, prefix: str) -> None:
    """Nearly every workbook is written without prefix; then no call stands between the parser and the listener."""
    parser.CharacterDataHandler = listener.text
    if prefix:
        parser.StartElementHandler = lambda name, attributes: listener.start(name.removeprefix(prefix), attributes)
        parser.EndElementHandler = lambda name: listener.end(name.removeprefix(prefix))
    else:
        parser.StartElementHandler, parser.EndElementHandler = listener.start, listener.end


def read_xml(archive: zipfile.ZipFile, part: str, listener: Listener) -> None:
    """As `feed_xml`, to the end."""
    for _piece in feed_xml(archive, part, listener):
        pass


def refuse_doctype(*_details: object) -> None:
    """No table needs a document type; attacks do."""
    raise Unreadable(_("The file contains instructions that no table needs. It was not opened."))
