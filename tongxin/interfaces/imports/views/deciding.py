"""Deciding about an import: how it is read, what columns mean; letting it in, taking it back."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.reading import Unreadable
from tongxin.base.registries import import_targets
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import importers
from tongxin.collab.jobs.actions import once
from tongxin.interfaces.imports.actions import (
    Decisions,
    also_bring_in,
    discard_import,
    read_anew,
    set_mapping,
    start_import,
    undo_import,
)
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.views.describing import TRIAL
from tongxin.interfaces.imports.views.loading import person_of, seen_import
from tongxin.interfaces.imports.views.page import shown


def _answer(request: HttpRequest, of: Import, deed: Callable[[], Import]) -> HttpResponse:
    """Do it and show the page anew; or say on it why it could not be done."""
    try:
        of = deed()
    except Unreadable as error:
        return shown(request, seen_import(request, of.pk), trouble=error.reason, status=422)
    except ValidationError as error:
        return shown(request, seen_import(request, of.pk), trouble=" ".join(error.messages), status=422)
    except PermissionDenied as error:
        return shown(request, seen_import(request, of.pk), trouble=str(error), status=403)
    return redirect(of.get_absolute_url() + ("?from=setup" if request.POST.get("from") == "setup" else ""))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _decisions(request: HttpRequest, of: Import) -> Decisions:
    given = request.POST
    columns = [entry["column"] for entry in of.mapping]
    words = {given[key]: _number(given.get(f"person-{key[5:]}", "")) for key in given if key.startswith("word-")}
    new = [given[key][:50] for key in given if key.startswith("word-") and given.get(f"person-{key[5:]}") == "new"]
    revision = _number(given.get("revision", ""))
    return Decisions(
        fields={name: given[f"column-{at}"] for at, name in enumerate(columns) if f"column-{at}" in given},
        existing=given.get("existing", "fill"),
        likely=given.get("likely", "create"),
        people={word[:200]: number for word, number in list(words.items())[:100] if number is not None},
        newcomers=new[:100],
        orders={name: given[f"order-{at}"] for at, name in enumerate(columns) if f"order-{at}" in given},
        revision=of.revision if revision is None else revision,
    )


@door(importers, methods=("POST",))
@once
def mapping(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take the decisions over and look through the file anew."""
    of = seen_import(request, import_id)
    decisions = _decisions(request, of)
    return _answer(request, of, lambda: set_mapping(by=person_of(request), of=of, **decisions))


@door(importers, methods=("POST",))
@once
def runs(request: HttpRequest, import_id: int) -> HttpResponse:
    """Let the rows in, all of them or the first few."""
    of = seen_import(request, import_id)
    rows = TRIAL if request.POST.get("rows") == "trial" else None
    decisions = _decisions(request, of) if "revision" in request.POST and of.is_table else None
    return _answer(request, of, lambda: start_import(by=person_of(request), of=of, rows=rows, decisions=decisions))


@door(importers, methods=("POST",))
def reading(request: HttpRequest, import_id: int) -> HttpResponse:
    """Read the file in another way."""
    of, given = seen_import(request, import_id), request.POST
    target = given.get("target", "auto")
    header = given.get("header_row", "").strip()

    def deed() -> Import:
        number = _number(header)
        if header and number is None:
            raise ValidationError(_("The row of the headings is a number; 0 when there are none."))
        return read_anew(
            by=person_of(request),
            of=of,
            sheet=given.get("sheet", of.sheet),
            encoding=given.get("encoding", ""),
            separator=given.get("separator", ""),
            header_row=number,
            target=target if target in import_targets else "auto",
        )

    return _answer(request, of, deed)


@door(importers, methods=("POST",))
def sheets(request: HttpRequest, import_id: int) -> HttpResponse:
    """Another sheet of the same file."""
    of = seen_import(request, import_id)
    return _answer(
        request, of, lambda: also_bring_in(by=person_of(request), of=of, sheet=request.POST.get("sheet", "")[:255])
    )


@door(importers, methods=("POST",))
@once
def undoing(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take the whole import back."""
    of = seen_import(request, import_id)
    return _answer(request, of, lambda: undo_import(by=person_of(request), of=of, at=now()))


@door(importers, methods=("POST",))
def removal(request: HttpRequest, import_id: int) -> HttpResponse:
    """Forget a file of which nothing came in."""
    of = seen_import(request, import_id)
    try:
        discard_import(by=person_of(request), of=of)
    except PermissionDenied as error:
        return shown(request, of, trouble=str(error), status=403)
    return redirect("imports")
