"""Taking a list out as xlsx or csv."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from tongxin.base.clock import now
from tongxin.base.sheets import FORMATS
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_export
from tongxin.collab.people.policies import me
from tongxin.collab.views.actions import take_list_out
from tongxin.collab.views.queries.choosing import chosen_rows, look_at
from tongxin.collab.views.queries.kinds import ListKind, Rows
from tongxin.collab.views.queries.looking import Look
from tongxin.collab.views.views.frame import here_of, page_of_kind, seen_kind
from tongxin.collab.views.views.many import picked

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@door(signed_in, methods=("GET", "POST"))
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as it is filtered now, with the columns this person may see. POST: of the list `here`, only the picked ones (`ids`),
    or with `every` all of it."""
    known = seen_kind(kind)
    if not can_export(request.user):
        raise PermissionDenied
    form = (request.POST if request.method == "POST" else request.GET).get("format", "xlsx")
    if form not in FORMATS:
        raise Http404
    try:
        look, rows = _asked_for(request, known)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(page_of_kind(known))
    with tempfile.NamedTemporaryFile(suffix=f".{form}", delete=False) as made:
        path = Path(made.name)
    try:
        take_list_out(by=me(request), kind=known, rows=rows, path=path, columns=look.columns)
        name = f"{known.url_name}-{now():%Y%m%d}.{form}"
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=TYPES[form])
    finally:
        path.unlink(missing_ok=True)


def _asked_for(request: HttpRequest, kind: ListKind) -> tuple[Look, Rows]:
    if request.method == "GET":
        look = look_at(kind, request.GET, request.user)
        return look, chosen_rows(kind, look)
    look = here_of(request, kind)
    rows = chosen_rows(kind, look)
    return look, rows if request.POST.get("every") else rows.filter(pk__in=picked(request, kind))
