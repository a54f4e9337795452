"""The texts of a workbook that its cells refer to by number."""

from __future__ import annotations

import zipfile
from array import array

from django.utils.translation import gettext_lazy as _

from .limits import PARSED_CHARACTERS, SHARED_TEXT_BYTES
from .refusal import Unreadable
from .xlsx_xml import read_xml


class SharedTexts:
    """The texts, packed in one run of bytes so that a million of them stay small."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q")

    def add(self, text: str) -> None:
        # A lone half of a surrogate pair can stand in a damaged file; it must not stop the rest.
        self._bytes += text.encode("utf-8", errors="replace")
        self._ends.append(len(self._bytes))
        if len(self._bytes) > SHARED_TEXT_BYTES:
            raise Unreadable(_("The texts in this workbook are too large. Split it and import the parts."))

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < len(self._ends):
            return ""
        begin = self._ends[index - 1] if index else 0
        return self._bytes[begin : self._ends[index]].decode()


class _TextListener:
    """Gathers each text from its runs, without phonetic guides."""

    def __init__(self) -> None:
        self.texts = SharedTexts()
        self._pieces: list[str] = []
        self._room = PARSED_CHARACTERS
        self._collecting = self._phonetic = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "t":
            self._collecting = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._collecting and self._room > 0:
            self._pieces.append(data)
            self._room -= len(data)

    def end(self, name: str) -> None:
        if name == "t":
            self._collecting = False
        elif name == "si":
            self.texts.add("".join(self._pieces))
            self._pieces.clear()
            self._room = PARSED_CHARACTERS
        elif name == "rPh":
            self._phonetic = False


def read_shared_texts(archive: zipfile.ZipFile, part: str) -> SharedTexts:
    """Every shared text of the workbook."""
    listener = _TextListener()
    read_xml(archive, part, listener)
    return listener.texts
