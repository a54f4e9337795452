"""Cells of a list edited in their place, and cards moved to another lane."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.conflicts import ChangedMeanwhile
from tongxin.base.filters import FilterField
from tongxin.base.registries import fields_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_with
from tongxin.collab.people.policies import me
from tongxin.collab.views.actions import set_field
from tongxin.collab.views.queries.choosing import loaded_for, say_listed
from tongxin.collab.views.queries.kinds import Column, ListKind
from tongxin.collab.views.queries.lanes import held
from tongxin.collab.views.queries.setting import input_for, settable
from tongxin.collab.views.views.drawing import cell_of
from tongxin.collab.views.views.frame import page_of_kind, refusal, seen_kind, toast


def _row(
    request: HttpRequest, kind: ListKind, number: int, field: str
) -> tuple[Any, FilterField]:  # Any: a row of the kind
    """The record whose cell it is. What may not be seen does not exist; what may only be seen is refused."""
    if field not in kind.editable:
        raise Http404
    known = next((one for one in fields_of(kind.kind, request.user) if one.key == field), None)
    row = kind.rows(request.user).filter(pk=number).first()
    if known is None or row is None or known.is_hidden(hidden_with(request.user, kind.kind)):
        raise Http404
    if field not in settable(kind, request.user) or not kind.changeable(request.user).filter(pk=number).exists():
        raise PermissionDenied
    say_listed(kind, request.user, [row], [one for one in kind.columns if one.key == field])
    return row, known


def _now_there(row: Any, known: FilterField) -> str:  # Any: as above
    value = held(row, known.path)
    return "" if value is None else str(value)


@door(signed_in, methods=("GET", "POST"))
def cell(request: HttpRequest, kind: str, row_id: int, field: str) -> HttpResponse:
    """GET: the form in place of the cell. POST: the cell as it is now, with an undo; of a board (`lane`) the page anew."""
    of = seen_kind(kind)
    row, known = _row(request, of, row_id, field)
    if request.method == "GET":
        return _form(request, of, row, known, _now_there(row, known))
    typed = request.POST.get("value", "")
    try:
        batch = set_field(by=me(request), kind=of, number=row_id, field=field, value=typed, was=request.POST.get("was"))
    except (ChangedMeanwhile, ValidationError, PermissionDenied) as error:
        why = _meanwhile(request, of, row, known) if isinstance(error, ChangedMeanwhile) else refusal(error)
        return _refused(request, of, row, known, why)
    said, undo = _("Saved: %(field)s") % {"field": known.label}, reverse("list-undone", args=[kind, batch])
    if "lane" in request.POST:
        return _moved(request, of, said, undo)
    column = next((one for one in of.columns if one.key == field), None)
    return toast(_cell(request, of, row_id, column), said, undo=undo)


def _meanwhile(request: HttpRequest, kind: ListKind, row: Any, known: FilterField) -> str:  # Any: as above
    """What a colleague made of it, and how to go on: the form that comes back knows the new value."""
    there = _now_there(row, known)
    said = dict(input_for(kind, request.user, known.key, there).options).get(there, there)
    if "lane" in request.POST:
        return _("Somebody else made this “%(now)s” meanwhile. Load the page again before you move it.") % {"now": said}
    return _("Somebody else made this “%(now)s” meanwhile. Save once more if yours shall stand.") % {"now": said or "—"}


def _refused(request: HttpRequest, kind: ListKind, row: Any, known: FilterField, why: str) -> HttpResponse:
    """Said aloud, because a red edge does not tell why; the form comes back, a card stays where it was."""
    if "lane" in request.POST:
        return toast(HttpResponse(status=422), why)
    return toast(_form(request, kind, row, known, request.POST.get("value", ""), why), why)


def _cell(request: HttpRequest, kind: ListKind, number: int, column: Column | None) -> HttpResponse:
    """The cell as it is now. A change may have put the record out of sight."""
    if column is None:
        return HttpResponse()
    row = loaded_for(kind, kind.rows(request.user).filter(pk=number), [column]).first()
    return render(request, "views/_cell.html", {"html": cell_of(row, column, now()).html if row is not None else ""})


def _moved(request: HttpRequest, kind: ListKind, said: str, undo: str) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(page_of_kind(kind))
    return toast(HttpResponse(status=204), said, undo=undo)


def _form(
    request: HttpRequest,
    kind: ListKind,
    row: Any,
    known: FilterField,
    value: str,
    error: str = "",  # Any: as above
) -> HttpResponse:
    context = {
        "url": reverse("list-cell", args=[kind.kind, row.pk, known.key]),
        "label": known.label,
        "input": input_for(kind, request.user, known.key, value),
        "value": value,
        "was": _now_there(row, known),
        "error": error,
    }
    response = render(request, "views/_cell_form.html", context, status=422 if error else 200)
    if error:
        response["HX-Retarget"] = "closest td"
    return response
