"""Fields of the firm edited in their place, on records that do not keep their values themselves."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.conflicts import ChangedMeanwhile
from tongxin.base.registries import SubjectKind, subject_kinds
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.fields.actions import fill_record
from tongxin.collab.fields.models import CustomField
from tongxin.collab.fields.queries import choices_for, input_text, open_fields, own_rows, own_values_of, writable_keys
from tongxin.collab.files.actions import bring_file
from tongxin.collab.files.queries import files_to_pick
from tongxin.collab.people.policies import me

Context = dict[str, Any]  # Any: template context


def _asked(
    request: HttpRequest, kind: str, number: int, key: str
) -> tuple[SubjectKind, Any, CustomField]:  # Any: record
    """The record and the field, if this person may see both; otherwise they do not exist."""
    known = subject_kinds.find(kind)
    record = known.visible(request.user, [number]).get(number) if known is not None and known.bearing else None
    field = next((one for one in open_fields(request.user, kind) if one.key == key), None)
    if known is None or record is None or field is None:
        raise Http404
    return known, record, field


@door(signed_in, methods=("GET", "POST"))
def own_fact(request: HttpRequest, kind: str, number: int, field: str) -> HttpResponse:
    """GET: the form in place of the value. POST: the value as it is now."""
    known, record, of = _asked(request, kind, number, field)
    assert known.bearing is not None
    may = number in known.bearing.changeable(request.user, [number])
    if not may or of.key not in writable_keys(request.user, kind, [of]):
        raise PermissionDenied
    if request.method == "GET":
        return _form(request, known, record, of, error=known.bearing.held(record))
    typed, was = ",".join(request.POST.getlist("value")), request.POST.get("was")
    seen = None if was is None else {of.key: was}
    try:
        typed = _brought(request, known, record, of) or typed
        fill_record(by=me(request), kind=kind, number=number, given={of.key: typed}, was=seen)
    except ValidationError as error:
        return _form(request, known, record, of, typed=typed, error=error.messages[0])
    except ChangedMeanwhile as conflict:
        theirs = str(conflict.current.get(of.key) or "—")
        said = _("Somebody changed this meanwhile to “%(theirs)s”.") % {"theirs": theirs}
        return _form(request, known, record, of, typed=typed, error=said, theirs=theirs)
    if not request.headers.get("HX-Request"):
        return redirect(known.url(record))
    row = next(one for _title, rows in own_rows(request.user, kind, number, record) for one in rows if one.field == of)
    response = render(request, "fields/_own_row.html", {"row": row, "kind": kind, "number": number})
    response["HX-Trigger"] = json.dumps({"toast": {"text": _("Saved: %(field)s") % {"field": of.label}, "undo": ""}})
    return response


def _brought(request: HttpRequest, known: SubjectKind, record: Any, of: CustomField) -> str:  # Any: the room's record
    """The number of the file that came with the form, on the record from now on; nothing where none came. Raises ValidationError."""
    upload = request.FILES.get("file") if of.type == "file" else None
    if upload is None or known.bearing is None:
        return ""
    on = Subject(known.kind, int(record.pk))
    return str(bring_file(by=me(request), on=on, customer=known.bearing.customer(record), upload=upload).pk)


def _form(
    request: HttpRequest,
    known: SubjectKind,
    record: Any,  # Any: the room's record
    of: CustomField,
    *,
    typed: str | None = None,
    error: str = "",
    theirs: str = "",
) -> HttpResponse:
    number = int(record.pk)
    now_there = input_text(of, own_values_of(known.kind, [number])[number])
    value = now_there if typed is None else typed
    context: Context = {
        "kind": known.kind,
        "number": number,
        "field": of,
        "value": value,
        "was": now_there,
        "error": error,
        "theirs": theirs,
        "picks": files_to_pick(request.user, Subject(known.kind, number), value)
        if of.type == "file"
        else choices_for(request.user, of, value),
    }
    response = render(request, "fields/_own_form.html", context, status=422 if error else 200)
    if error:
        response["HX-Retarget"] = "this"  # the form comes back in its own place, so that it can be sent again
    return response
