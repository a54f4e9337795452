"""All that was found about a person as one archive: for programs, for reading, and the files."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tongxin.base.registries import personal_data
from tongxin.collab.files.models import StoredFile
from tongxin.directory.privacy.models import Found, SubjectRequest

Corners = list[dict[str, object]]


def by_corner(found: Iterable[Found]) -> Corners:
    """What was found, corner by corner: what goes with the person's records first, then in the order in which rooms stand."""
    rows: dict[str, list[Found]] = {}
    for one in found:
        rows.setdefault(one.corner, []).append(one)
    return [
        {"name": name, "label": personal_data.get(name).label, "rows": rows[name]}
        for name in sorted(personal_data.names(), key=lambda name: not personal_data.get(name).goes)
        if name in rows
    ]


def write_archive(request: SubjectRequest, path: Path) -> int:
    """Write the archive of what was found and is chosen; answers how many places are in it. Things that may be somebody else's stay out."""
    found = list(Found.objects.filter(request=request, is_chosen=True).order_by("pk"))
    corners = by_corner(found)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(_plain(request, corners), ensure_ascii=False, indent=1))
        archive.writestr("index.html", render_to_string("privacy/archive.html", {"case": request, "corners": corners}))
        _add_files(archive, [one.file for one in found if one.file])
    return len(found)


def _plain(request: SubjectRequest, corners: Corners) -> dict[str, object]:
    told = [
        {
            "corner": corner["name"],
            "label": str(corner["label"]),
            "found": [{"row": one.row, "why": one.tie, "text": one.excerpt} for one in _rows(corner)],
        }
        for corner in corners
    ]
    return {"name": request.name, "asked_on": request.asked_on.isoformat(), "corners": told}


def _rows(corner: dict[str, object]) -> list[Found]:
    rows = corner["rows"]
    assert isinstance(rows, list)
    return rows


def _add_files(archive: zipfile.ZipFile, digests: Iterable[str]) -> None:
    for digest in dict.fromkeys(digests):
        file = StoredFile.objects.filter(sha256=digest).first()
        if file is not None and file.path.exists():
            archive.write(file.path, f"files/{digest[:8]}-{file.name}")


def tie_words() -> dict[str, str]:
    """Why something is the person's, in words."""
    return {
        "own": _("on their own record"),
        "word": _("holds a number or address of theirs"),
        "near": _("names them beside their firm"),
        "name": _("same name; may be somebody else"),
    }
