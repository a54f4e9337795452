"""Activities: the list, and one of them, mended where it stands."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.activities.actions import change_activity, delete_activity, restore_activity
from tongxin.directory.activities.forms import ActivityForm, activity_initial
from tongxin.directory.activities.models import Activity
from tongxin.directory.activities.policies import can_change_activity
from tongxin.directory.activities.views.answering import back, is_piece, seen_activity, toast
from tongxin.directory.parties.actions import ChangedMeanwhile
from tongxin.directory.parties.models import Party


def _people_near(activity: Activity) -> Any:  # Any: a QuerySet
    """Who could have taken part: the customer's people, and whoever is noted already."""
    here = Q(places__party=activity.party_id, places__left_at=None) if activity.party_id else Q(pk__in=[])
    return Party.objects.filter(here | Q(activities_with=activity)).distinct().order_by("sort_key", "id")


@door(signed_in, methods=("GET", "POST"))
def activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    """One activity: shown, or mended by whoever may. `?edit` asks for the form in its place."""
    found = seen_activity(request, activity_id)
    may_change = can_change_activity(request.user, found)
    if request.method == "GET":
        form = ActivityForm(initial=activity_initial(found), people=_people_near(found)) if may_change else None
        return _page(request, found, form if "edit" in request.GET or not is_piece(request) else None)
    if not may_change:
        raise PermissionDenied
    form = ActivityForm(request.POST, initial=activity_initial(found), people=_people_near(found))
    if form.is_valid() and _saved(request, found, form):
        if not is_piece(request):
            return back(request, _("Saved"), otherwise=reverse("activity", args=[found.pk]))
        return toast(HttpResponse(status=204), _("Saved"), events={"noted": {}, "close-dialog": {}})
    return _page(request, found, form, status=422)


def _saved(request: HttpRequest, found: Activity, form: ActivityForm) -> bool:
    """Save, or leave what is wrong on the form."""
    values = dict(form.cleaned_data)
    if "people" in values:
        values["people"] = [person.pk for person in values["people"]]
    if values["at"] == found.at.replace(second=0, microsecond=0):
        del values["at"]  # the form shows minutes; what was not touched keeps its seconds
    seen = {"text": request.POST["was_text"]} if "was_text" in request.POST else None
    try:
        change_activity(by=me(request), activity=found, was=seen, **values)
    except ChangedMeanwhile as conflict:
        form.add_error("text", f"{conflict} {conflict.current.get('text', '')}")
    except ValidationError as error:
        refuse(form, error)
    return not form.errors


def _page(request: HttpRequest, found: Activity, form: ActivityForm | None, *, status: int = 200) -> HttpResponse:
    context = {
        "activity": found,
        "form": form,
        "where": request.path,
        "may_change": can_change_activity(request.user, found),
    }
    if is_piece(request):
        template = "activities/activity.html#form" if form else "activities/_activity.html"
        return render(request, template, context, status=status)
    crumbs = [{"title": _("Activities"), "url": reverse("activities")}, {"title": str(found)[:30], "url": ""}]
    return render(request, "activities/activity.html", {**context, "crumbs": crumbs}, status=status)


@door(signed_in, methods=("POST",))
@once
def deletion(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Into the recycle bin; `?with=steps` gives up what was planned in it, too: the way back from quick add."""
    found = seen_activity(request, activity_id)
    delete_activity(by=me(request), activity=found, with_steps=request.GET.get("with") == "steps")
    undo = reverse("restore_activity", args=[found.pk])
    if not is_piece(request):
        return back(request, _("Deleted. You can restore it for 30 days"), otherwise=reverse("activities"))
    if request.GET.get("with"):
        return HttpResponse(status=204)
    return toast(HttpResponse(status=204), _("Deleted"), undo=undo, events={"noted": {}, "close-dialog": {}})


@door(signed_in, methods=("POST",))
def restoration(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Out of the recycle bin again. The toast that asks for it draws the page anew."""
    found = seen_activity(request, activity_id, in_bin=True)
    restore_activity(by=me(request), activity=found)
    return HttpResponse(status=204) if is_piece(request) else redirect("activity", found.pk)
