"""One import: what its columns mean, what would come of it, how far it is, what became of it."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.registries import import_targets, subject_kinds
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import importers, say_whole
from tongxin.collab.jobs.models import Job, is_under_way
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.policies import can_change_import, can_undo_import
from tongxin.interfaces.imports.views.describing import (
    TRIAL,
    column_lines,
    found_lines,
    looked_through,
    people_asked,
    reading_ways,
    rows_to_come,
)
from tongxin.interfaces.imports.views.loading import person_of, seen_import
from tongxin.interfaces.imports.views.paging import Pager

REJECTIONS = 50
LATELY = timedelta(hours=12)
WAITING = 50


@door(importers)
def import_page(request: HttpRequest, import_id: int) -> HttpResponse:
    """The one page of an import."""
    return shown(request, seen_import(request, import_id))


@door(importers)
def preview(request: HttpRequest, import_id: int) -> HttpResponse:
    """What would come of it, asked again while the file is being looked through."""
    of = seen_import(request, import_id)
    say_whole(request.user, "import", [of.pk], carries="party")
    return render(request, "imports/_preview.html", _preview(of))


def _preview(of: Import) -> dict[str, Any]:  # Any: template context
    is_going_on = is_under_way(of.check_job)
    return {
        "of": of,
        "found": found_lines(of),
        "is_looking": is_going_on,
        "looked": looked_through(of),
        "to_come": rows_to_come(of),
        "trial": TRIAL,
        "broken": of.preview.get("broken", ""),
    }


def shown(request: HttpRequest, of: Import, *, trouble: str = "", status: int = 200) -> HttpResponse:
    """The page as it is now; `trouble` says why something could not be done, and what was chosen is kept in the form."""
    person = person_of(request)
    say_whole(person, "import", [of.pk], carries="party")
    may_change = can_change_import(person, of=of)
    is_open = of.condition in (Import.State.NEW, Import.State.CHECKED, Import.State.PAUSED, Import.State.FAILED)
    is_deciding = is_open and of.state != Import.State.UNDOING and may_change and of.has_file
    context: dict[str, Any] = {  # Any: template context
        "of": of,
        "condition": of.condition,
        "trouble": trouble,
        "is_deciding": is_deciding,
        "is_fresh": of.state in Import.BEFORE,
        "may_undo": can_undo_import(person, of=of, now=now()),
        "watched": of.job if of.is_at_work and of.job and _may_watch(request, of.job) else None,
        "has_results": of.state not in Import.BEFORE,
        "kept": _kept(person, of),
        "waiting": _waiting(person, of),
        "crumbs": [{"title": _("Import"), "url": reverse("imports")}, {"title": of.name, "url": ""}],
        "is_setup": request.GET.get("from") == "setup" or request.POST.get("from") == "setup",
    }
    if is_deciding:
        columns = column_lines(of, person, request.POST)
        context |= _preview(of)
        context |= {
            "columns": columns,
            "known": sum(bool(column.field) for column in columns),
            "asked": people_asked(of, person),
            "choices": of.decided,
        }
        context |= reading_ways(of)
    if context["has_results"]:
        context |= _results(request, of)
    return render(request, "imports/page.html", context, status=status)


def _kept(person: Person, of: Import) -> list[dict[str, Any]]:  # Any: number, title, why, address
    """What was kept when the import was taken back, with the address of what the person may see."""
    listed = of.undone.get("kept", [])
    makes = import_targets.get(of.target).makes if listed else ""
    if not makes:
        return [{**one, "url": ""} for one in listed]
    kind = subject_kinds.get(makes)
    seen = kind.visible(person, [one["id"] for one in listed])
    return [{**one, "url": kind.url(seen[one["id"]]) if one["id"] in seen else ""} for one in listed]


def _waiting(person: Person, of: Import) -> list[Import]:
    """The files this person dropped lately of which nothing is in yet: those behind this one first."""
    rows = Import.objects.filter(started_by=person, state__in=Import.BEFORE, at__gte=now() - LATELY).exclude(pk=of.pk)
    return sorted(rows.only("id", "name")[:WAITING], key=lambda one: (one.pk < of.pk, one.pk))


def _may_watch(request: HttpRequest, job: Job) -> bool:
    return Job.objects.visible_to(request.user).filter(pk=job.pk).exists()


def _results(request: HttpRequest, of: Import) -> dict[str, Any]:  # Any: template context
    rows = of.rejections.all()
    try:
        page = page_of(rows, order=["id"], size=REJECTIONS, cursor=request.GET.get("page", ""))
    except BadCursor:
        page = page_of(rows, order=["id"], size=REJECTIONS)
    address = reverse("import", args=[of.pk])
    many = Pager.of(page, address, _("in the order of the file")) if page.next or page.previous else None
    return {"rejections": page.rows, "page": many, "left_out": of.rejected + of.wrong}
