"""Which encoding a text file is in, and reading it without ever failing on a bad byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from charset_normalizer import from_bytes

from .common_characters import likelihood
from .limits import MEGABYTE

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHANCE_CHARACTERS: Final = 12
_SAMPLE_BYTES: Final = 128 * 1024
_CHUNK: Final = MEGABYTE
_HZ: Final = re.compile(rb"~\{[\x21-\x7e]{2,}?~\}")
# A run of bytes that only text in some 8-bit encoding has, with what stands beside it.
_NEAR_HIGH_BYTES: Final = re.compile(rb"[^\n\r]{0,40}[\x80-\xff][^\n\r]{0,400}")
_FAMILY: Final = {"gb18030": "gb", "cp950": "big5", "big5hkscs": "big5", "cp932": "japanese", "euc_kr": "korean"}
_SURE: Final = 0.25
_POSSIBLE: Final = -0.3
_CLEAR_LEAD: Final = 0.15
# Files here are far more often GB than anything else, so a tie goes to GB.
# The fewer bytes there are, the less their characters prove.
_HOME_BONUS: Final = 0.08
_TINY_BONUS: Final = 0.6


@dataclass(frozen=True, slots=True)
class Detection:
    """An encoding's name as Python knows it, and how sure we are (0 to 1)."""

    encoding: str
    confidence: float


def detect(path: Path) -> Detection:
    """The encoding of a text file, judged by its bytes alone."""
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE_BYTES)
        if marked := _by_mark(head) or _wide_without_mark(head):
            return marked
        stream.seek(0)
        return _detect_in(stream)


def _by_mark(head: bytes) -> Detection | None:
    return next((Detection(encoding, 1.0) for bom, encoding in _BOMS if head.startswith(bom)), None)


def _wide_without_mark(head: bytes) -> Detection | None:
    """UTF-16 shows itself by NULs in every other byte: those of commas, digits and line ends."""
    pairs = len(head) // 2
    low, high = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if not pairs or max(low, high) < pairs * 0.05 or min(low, high) > max(low, high) * 0.1:
        return None
    encoding = "utf-16-be" if low > high else "utf-16-le"
    text = head[: 2 * pairs].decode(encoding, errors="replace")
    plausible = sum((character.isascii() and character != "\0") or likelihood(character) >= 0 for character in text)
    return Detection(encoding, 0.95) if plausible > 0.8 * len(text) else None


def _detect_in(stream: IO[bytes]) -> Detection:
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample, is_utf8, is_ascii = bytearray(), True, True
    while chunk := stream.read(_CHUNK):
        if len(sample) < _SAMPLE_BYTES and not (chunk.isascii() and sample and b"~{" not in chunk):
            sample += _telling(chunk)
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
        is_ascii = is_ascii and chunk.isascii()
        if not is_utf8 and len(sample) >= _SAMPLE_BYTES:
            break
    return _judge(bytes(sample), is_utf8=is_utf8)


def _telling(chunk: bytes) -> bytes:
    """The part of a chunk that says something about its encoding: lines with bytes beyond ASCII."""
    if chunk.isascii():
        return chunk[:_SAMPLE_BYTES] if b"~{" in chunk else b""
    return b"\n".join(_NEAR_HIGH_BYTES.findall(chunk[: 8 * _SAMPLE_BYTES]))[:_SAMPLE_BYTES]


def _judge(sample: bytes, *, is_utf8: bool) -> Detection:
    if is_utf8 and not _is_utf8_by_chance(sample):
        return Detection("hz", 0.95) if sample.isascii() and _looks_hz(sample) else Detection("utf-8", 1.0)
    if not is_utf8 and _is_bruised_utf8(sample):
        return Detection("utf-8", 0.9)
    return _best_legacy(sample)


def _is_utf8_by_chance(sample: bytes) -> bool:
    """A few Chinese words in GB can be valid UTF-8 as well (郑强, 联通); then they read as letters of far-off scripts."""
    strange = [character for character in sample.decode("utf-8", errors="replace") if not character.isascii()]
    if not strange or len(strange) > _CHANCE_CHARACTERS or any(ord(character) >= 0x800 for character in strange):
        return False
    return _score(sample, "gb18030") > _mean(strange) + 0.6


def _looks_hz(sample: bytes) -> bool:
    if not _HZ.search(sample):
        return False
    han = [character for character in sample.decode("hz", errors="replace") if not character.isascii()]
    return bool(han) and _mean(han) > 0


def _is_bruised_utf8(sample: bytes) -> bool:
    """UTF-8 with a few broken bytes: cut by a program that counted bytes, or glued from two sources."""
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(not character.isascii() for character in text) - broken
    return sound > 20 * broken


def _best_legacy(sample: bytes) -> Detection:
    scores = {encoding: _score(sample, encoding) for encoding in _FAMILY}
    scores["gb18030"] += _HOME_BONUS + _TINY_BONUS / max(1, sum(byte > 0x7F for byte in sample))
    best = max(scores, key=lambda encoding: scores[encoding])
    rest = max(score for encoding, score in scores.items() if _FAMILY[encoding] != _FAMILY[best])
    lead = scores[best] - rest
    if scores[best] > _SURE:
        return Detection(best, min(0.98, 0.6 + lead * 0.5))
    if _is_western(sample):
        return Detection("cp1252", 0.7)
    if scores[best] > _POSSIBLE and lead > _CLEAR_LEAD:
        return Detection(best, 0.4)
    return _second_opinion(sample) or Detection("gb18030", 0.3)


def _score(sample: bytes, encoding: str) -> float:
    strange = [character for character in sample.decode(encoding, errors="replace") if not character.isascii()]
    return _mean(strange) if strange else -9.0


def _mean(characters: list[str]) -> float:
    return sum(map(likelihood, characters)) / len(characters)


def _is_western(sample: bytes) -> bool:
    """Accented letters stand alone among ASCII ones; Chinese bytes come in runs."""
    runs = re.findall(rb"[\x80-\xff]+", sample)
    return sum(len(run) == 1 for run in runs) >= 0.8 * len(runs)


def _second_opinion(sample: bytes) -> Detection | None:
    match = from_bytes(sample[:32_768]).best()
    # A wide encoding would have shown itself by its NULs.
    return Detection(match.encoding, 0.4) if match and not match.encoding.startswith("utf") else None


def text_lines(path: Path, encoding: str, limit: int) -> Iterator[str]:
    """The file's lines with their ends kept, whatever ends them. Bad bytes become U+FFFD; a line longer than
    `limit` characters comes in pieces."""
    with path.open("r", encoding=encoding, errors="replace", newline="") as stream:
        while line := stream.readline(limit):
            yield line
