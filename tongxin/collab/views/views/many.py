"""Many rows of a list at once, and the way back."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.policies import me
from tongxin.collab.views.actions import UnknownBatch, ask_bulk_change, deed_of, do_with_picked, take_back
from tongxin.collab.views.queries.kinds import ListKind
from tongxin.collab.views.queries.looking import Json
from tongxin.collab.views.queries.setting import input_for, settable
from tongxin.collab.views.views.frame import LONGEST, back, number_in, refusal, seen_kind, toast

MOST = 500


def picked(request: HttpRequest, kind: ListKind) -> list[int]:
    """Numbers of picked rows which this person may see; others do not exist."""
    ids = {number_in(text) for text in [*request.POST.getlist("ids"), *request.GET.getlist("ids")]} - {0}
    if not ids:
        raise ValidationError(_("Pick at least one row first."))
    if len(ids) > MOST:
        raise ValidationError(_("At most %(most)d at once.") % {"most": MOST})
    if kind.rows(request.user).filter(pk__in=ids).count() != len(ids):
        raise Http404
    return sorted(ids)


@door(signed_in, methods=("POST",))
def deed_of_list(request: HttpRequest, kind: str, deed: str) -> HttpResponse:
    """All or none of the picked rows are changed; with `every` a job changes all that the list `here` shows."""
    known = seen_kind(kind)
    try:
        found = deed_of(known, deed)
    except ValidationError:
        raise Http404 from None
    try:
        values = found.typed(request.POST)
        if request.POST.get("every"):
            return _every(request, known, deed, values)
        ids = picked(request, known)
        batch = do_with_picked(by=me(request), kind=known, deed=deed, numbers=ids, values=values)
    except (ValidationError, PermissionDenied) as error:
        return toast(HttpResponse(status=422), refusal(error))
    if not request.headers.get("HX-Request"):
        return back(request, known)
    undo = found.undo_url(ids) if found.undo_url else reverse("list-undone", args=[kind, batch])
    words = found.done_words(len(ids), values) or ngettext("%(n)d row changed", "%(n)d rows changed", len(ids)) % {
        "n": len(ids)
    }
    response = toast(HttpResponse(status=204), words, undo=undo)
    response["HX-Refresh"] = "true"
    return response


def _every(request: HttpRequest, kind: ListKind, deed: str, values: Json) -> HttpResponse:
    """Many are changed behind the scenes; the page that says how far it is stands open meanwhile."""
    here = request.POST.get("here", "")[:LONGEST]
    change = ask_bulk_change(by=me(request), kind=kind.kind, deed=deed, values=values, address=here)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": change.get_absolute_url()})
    return redirect(change)


@door(signed_in)
def fact_form(request: HttpRequest, kind: str) -> HttpResponse:
    """The form that sets one field of many: its fields, and how the value of the chosen one is typed."""
    known = seen_kind(kind)
    labels = settable(known, request.user, for_many=True)
    asked = request.GET.get("field", "")
    field = asked if asked in labels else next(iter(labels), "")
    context: dict[str, Any] = {  # Any: template context
        "kind": known,
        "fields": list(labels.items()),
        "field": field,
        "input": input_for(known, request.user, field) if field else None,
        "fact_url": reverse("list-fact", args=[kind]),
        "deed_url": reverse("list-deed", args=[kind, "fact"]),
    }
    return render(request, "views/_fact.html", context)


@door(signed_in, methods=("POST",))
def undone(request: HttpRequest, kind: str, batch: str) -> HttpResponse:
    """Take back what one set from a list a moment ago."""
    known = seen_kind(kind)
    try:
        done = take_back(by=me(request), kind=known, batch=batch)
    except UnknownBatch:
        raise Http404 from None
    except (ValidationError, PermissionDenied) as error:
        return toast(HttpResponse(status=422), refusal(error))
    response = toast(
        HttpResponse(status=204), ngettext("%(n)d row is as before", "%(n)d rows are as before", done) % {"n": done}
    )
    response["HX-Refresh"] = "true"
    return response
