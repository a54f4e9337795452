"""What an import left behind: its records, the rows to mend, the file as it was dropped."""

import tempfile
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.paging import BadCursor, page_of
from tongxin.base.reading import Unreadable
from tongxin.base.registries import subject_kinds
from tongxin.base.sheets import write_xlsx
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import importers, say_whole
from tongxin.collab.journal.models import Entry
from tongxin.interfaces.imports.queries import kept_path
from tongxin.interfaces.imports.queries.mending import mending_rows
from tongxin.interfaces.imports.views.loading import seen_import
from tongxin.interfaces.imports.views.page import shown
from tongxin.interfaces.imports.views.paging import Pager

SIZE = 50
WHAT = {"created": ".created", "updated": ".changed", "people": ".added"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(importers)
def records(request: HttpRequest, import_id: int) -> HttpResponse:
    """The records which an import made or changed, as far as this person may see them."""
    of = seen_import(request, import_id)
    what = request.GET.get("what", "created")
    if what not in WHAT:
        raise Http404
    entries = Entry.objects.filter(batch=of.batch, name__endswith=WHAT[what])
    try:
        page = page_of(entries, order=["id"], size=SIZE, cursor=request.GET.get("page", ""))
    except BadCursor:
        page = page_of(entries, order=["id"], size=SIZE)
    address = reverse("import_records", args=[of.pk])
    titles = {
        "created": _("New through this import"),
        "updated": _("Filled in by this import"),
        "people": _("People noted by this import"),
    }
    context = {
        "of": of,
        "what": what,
        "title": titles[what],
        "lines": _lines(request, page.rows),
        "page": Pager.of(page, address, _("in the order of the file"), what=what)
        if page.next or page.previous
        else None,
        "crumbs": [
            {"title": _("Import"), "url": reverse("imports")},
            {"title": of.name, "url": of.get_absolute_url()},
            {"title": titles[what], "url": ""},
        ],
    }
    return render(request, "imports/records.html", context)


def _lines(request: HttpRequest, entries: list[Entry]) -> list[dict[str, Any]]:  # Any: template context
    """Title and address of each record, in order; what the person may not see, or what is gone, is left out."""
    wanted: dict[str, list[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, []).append(entry.subject_id)
    seen = {kind: subject_kinds.get(kind).visible(request.user, ids) for kind, ids in wanted.items()}
    lines = []
    for entry in entries:
        record = seen[entry.kind].get(entry.subject_id)
        if record is not None:
            kind = subject_kinds.get(entry.kind)
            lines.append({"title": kind.title(record), "url": kind.url(record)})
    return lines


@door(importers)
def mending(request: HttpRequest, import_id: int) -> HttpResponseBase:
    """The rows in which something was left out, with what to mend, to be dropped again."""
    of = seen_import(request, import_id)
    if not of.has_file or not of.rejections.exists():
        raise Http404
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as made:
        path = Path(made.name)
    try:
        headings, rows = mending_rows(of)
        say_whole(request.user, "import", [of.pk], carries="party")
        write_xlsx(path, headings, rows, sheet=_("To mend"))
        name = f"{Path(of.name).stem[:80]}-{_('to mend')}.xlsx"
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=XLSX)
    except Unreadable as error:
        return shown(request, of, trouble=error.reason, status=422)
    finally:
        path.unlink(missing_ok=True)


@door(importers)
def file(request: HttpRequest, import_id: int) -> HttpResponseBase:
    """The file as it was dropped."""
    of = seen_import(request, import_id)
    path = kept_path(of.sha256)
    if not of.has_file or not path.exists():
        raise Http404
    say_whole(request.user, "import", [of.pk], carries="party")
    return FileResponse(path.open("rb"), as_attachment=True, filename=of.name, content_type="application/octet-stream")
