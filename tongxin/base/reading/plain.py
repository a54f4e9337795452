"""The words inside a file, roughly: enough to see whether somebody is named in it."""

import zipfile
import zlib
from pathlib import Path

_MOST = 64 * 1024 * 1024
_ENCODINGS = ("utf-8", "gb18030")


def words_inside(path: Path) -> str:
    """The text of a plain file, or of all parts of an Office file; at most 64 MB of it. Pictures and scans hold no words here."""
    if not path.exists():
        return ""
    if zipfile.is_zipfile(path):
        return _of_parts(path)
    with path.open("rb") as file:
        return _decoded(file.read(_MOST))


def _of_parts(path: Path) -> str:
    found, left = [], _MOST
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".txt", ".csv")) and left > 0:
                    with archive.open(part) as inside:
                        text = inside.read(left)
                    left -= len(text)
                    found.append(_decoded(text))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        return " ".join(found)  # encrypted or damaged: nobody can read the rest, this program neither
    return " ".join(found)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace")
