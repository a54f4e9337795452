"""The list of imports, and dropping files."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.paging import BadCursor, page_of
from tongxin.base.reading import Unreadable
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import importers
from tongxin.interfaces.imports.actions import MayNotImport, receive_file
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.views.loading import person_of
from tongxin.interfaces.imports.views.paging import Pager

SIZE = 30
MOST_FILES = 50


@door(importers)
def imports(request: HttpRequest) -> HttpResponse:
    """What was brought in, newest first, and a place to drop more."""
    return _list(request, [])


def _list(
    request: HttpRequest, arrivals: list[dict[str, Any]], status: int = 200
) -> HttpResponse:  # Any: template context
    rows = Import.objects.visible_to(request.user).select_related("job", "started_by")
    try:
        page = page_of(rows, order=["-id"], size=SIZE, cursor=request.GET.get("page", ""))
    except BadCursor:
        page = page_of(rows, order=["-id"], size=SIZE)
    context = {
        "imports": page.rows,
        "page": Pager.of(page, reverse("imports"), _("newest first")) if page.next or page.previous else None,
        "arrivals": arrivals,
        "crumbs": [{"title": _("Import"), "url": ""}],
        "is_setup": _is_setup(request),
    }
    return render(request, "imports/list.html", context, status=status)


def _is_setup(request: HttpRequest) -> bool:
    return "setup" in (request.GET.get("from"), request.POST.get("from"))


@door(importers, methods=("GET", "POST"))
def new_import(request: HttpRequest) -> HttpResponse:
    """Drop one or many files. One that can't be read says why beside its name and does not stop the others."""
    if request.method == "GET":
        whole = "imports/new.html"
        template = f"{whole}#drop" if _is_setup(request) or request.headers.get("HX-Request") else whole
        crumbs = [{"title": _("Import"), "url": reverse("imports")}, {"title": _("New import"), "url": ""}]
        return render(request, template, {"is_setup": _is_setup(request), "crumbs": crumbs})
    files = request.FILES.getlist("files")
    if not files:
        return _list(request, [{"name": "", "reason": _("No file arrived. Choose one, then send it.")}], 422)
    arrivals = [_received(request, file) for file in files[:MOST_FILES]]
    for file in files[MOST_FILES:]:
        arrivals.append(
            {
                "name": file.name,
                "reason": _("Up to %(most)d files at once; drop the others afterwards.") % {"most": MOST_FILES},
            }
        )
    fine = [arrival["import"] for arrival in arrivals if "import" in arrival]
    if len(arrivals) == len(fine) == 1:
        return redirect(fine[0].get_absolute_url() + ("?from=setup" if _is_setup(request) else ""))
    return _list(request, arrivals, 200 if fine else 422)


def _received(
    request: HttpRequest, file: "UploadedFile[Any]"
) -> dict[str, Any]:  # Any: bytes of a file; template context
    name = file.name or "import"
    try:
        return {"name": name, "import": receive_file(by=person_of(request), name=name, pieces=file.chunks())}
    except Unreadable as error:
        return {"name": name, "reason": error.reason}
    except MayNotImport as error:
        return {"name": name, "reason": str(error)}
