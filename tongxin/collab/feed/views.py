"""The talk about a record."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.base.web.subjects import subject_asked
from tongxin.collab.feed.actions import follow, say, take_back, unfollow
from tongxin.collab.feed.forms import RemarkForm
from tongxin.collab.feed.models import Remark
from tongxin.collab.feed.queries import followed_by, follows, talk_about
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me


def _subject(request: HttpRequest) -> Subject:
    """The record named by `on`, if this person may see it; otherwise it does not exist."""
    on = subject_asked(request, "on")
    if on is None:
        raise Http404
    return on


def _address(on: Subject) -> str:
    return f"{reverse('talk')}?on={on}"


@door(signed_in, methods=("GET", "POST"))
@once
def talk(request: HttpRequest) -> HttpResponse:
    """What was said about the record `?on=kind:id`, and a word more."""
    on, person = _subject(request), me(request)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            remark = say(by=person, on=on, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return _said(request, on, remark)
    kind = subject_kinds.get(on.kind)
    record = kind.visible(person, {on.id})[on.id]
    context = {
        "on": on,
        "title": kind.title(record),
        "url": kind.url(record),
        "remarks": talk_about(person, on),
        "follows": follows(person, on),
        "form": form,
        "person": person,
        "crumbs": [{"title": kind.title(record), "url": kind.url(record)}, {"title": _("Talk"), "url": ""}],
    }
    template = "feed/talk.html#talk" if request.headers.get("HX-Request") else "feed/talk.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _said(request: HttpRequest, on: Subject, remark: Remark) -> HttpResponse:
    text = _("Said. Whoever follows it hears of it.")
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        undo = reverse("remark-removal", args=[remark.pk])
        told = {"noted": {}, "close-dialog": {}, "toast": {"text": text, "undo": undo}}
        response["HX-Trigger"] = json.dumps(told)
        return response
    messages.success(request, text)
    return redirect(_address(on))


@door(signed_in, methods=("POST",))
def following(request: HttpRequest) -> HttpResponse:
    """Hear of it from now on, or (`stop`) no longer."""
    on = _subject(request)
    (unfollow if "stop" in request.POST else follow)(by=me(request), on=on)
    messages.success(
        request, _("You hear no more of it.") if "stop" in request.POST else _("You hear of it from now on.")
    )
    return redirect("followed" if "list" in request.POST else _address(on))


@door(signed_in)
def followed(request: HttpRequest) -> HttpResponse:
    """What I follow, and the way to follow it no more."""
    context = {"rows": followed_by(me(request)), "crumbs": [{"title": _("What I follow"), "url": ""}]}
    return render(request, "feed/followed.html", context)


@door(signed_in, methods=("POST",))
def removal(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Take back what one said."""
    found = Remark.objects.filter(pk=remark_id).visible_to(request.user).first()
    if found is None:
        raise Http404
    take_back(by=me(request), remark=found)
    return HttpResponse(status=204) if request.headers.get("HX-Request") else redirect(_address(found.subject))
