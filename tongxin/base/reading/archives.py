"""Zip-based files: what is inside, and whether unpacking it would hurt."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .limits import RATIO_FREE_BYTES, UNPACKED_BYTES, UNPACKED_RATIO
from .refusal import Unreadable

DAMAGED = _(
    "The file is damaged or was not copied completely. Fetch it again, or open it in Excel or WPS and save it anew."
)
_BOMB = _("Unpacked, the file would be far larger than a table can be. It was not opened.")


@contextmanager
def unpacking(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive whose members have sensible sizes; what goes wrong while reading it becomes `Unreadable`.

    Sizes are those the archive declares. `zipfile` never gives more bytes of a member than declared and checks the
    sum at its end, so a lie about the size ends as a damaged file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    except RuntimeError as error:
        # zipfile says so of a member that needs a password.
        raise Unreadable(_("The file is protected by a password. Save it without one and import it again.")) from error


def _check_sizes(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if sum(member.file_size for member in members) > UNPACKED_BYTES or len(members) > 20_000:
        raise Unreadable(_BOMB)
    for member in members:
        packed = max(1, member.compress_size)
        if member.file_size > RATIO_FREE_BYTES and member.file_size / packed > UNPACKED_RATIO:
            raise Unreadable(_BOMB)


def recognise_archive(path: Path) -> None:
    """Raise `Unreadable` for an archive that is not an .xlsx workbook."""
    with unpacking(path) as archive:
        names = set(archive.namelist())
        mimetype = b""
        if "mimetype" in names:
            with archive.open("mimetype") as stream:
                mimetype = stream.read(80)
    lower = {name.lower().replace("\\", "/") for name in names}
    if any(name.endswith("xl/workbook.xml") for name in lower):
        return
    if any(name.endswith("xl/workbook.bin") for name in lower) or b"opendocument.spreadsheet" in mimetype:
        raise Unreadable(_("This kind of spreadsheet cannot be read. Open it in Excel or WPS and save it as .xlsx."))
    if any(name.startswith(("word/", "ppt/")) for name in lower) or b"opendocument" in mimetype:
        raise Unreadable(_("This is a document, not a table. Copy its table into Excel and save it as .xlsx."))
    if not names or "[content_types].xml" in lower:
        raise Unreadable(DAMAGED)
    raise Unreadable(_("This is a packed file. Unpack it and import the table inside."))
