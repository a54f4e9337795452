"""Taking back, calling off, reminding, remarks."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.collab.approvals.actions import chase, remark, remove_task, take_back, watch, withdraw
from tongxin.collab.approvals.forms.deciding import RemarkForm
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.policies import is_initiator
from tongxin.collab.approvals.views.loading import (
    done,
    form_page,
    number_in,
    refused,
    seen_approval,
    stored_files,
    where,
)
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me


def _at_once(request: HttpRequest, approval_id: int, deed: Callable[..., Approval], text: str) -> HttpResponse:
    """A deed that needs nothing more than a press."""
    found = seen_approval(request, approval_id)
    try:
        found = deed(by=me(request), approval=found)
    except (ValidationError, PermissionDenied) as error:
        return refused(request, error, where(found))
    return done(request, found, text)


@door(signed_in, methods=("POST",))
def taking_back(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Undo one's decision."""
    return _at_once(request, approval_id, take_back, _("Your decision is taken back."))


@door(signed_in, methods=("GET", "POST"))
@once
def withdrawal(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Call one's own request off, with one sentence."""
    found = seen_approval(request, approval_id)
    error = ""
    if request.method == "POST" or not is_initiator(me(request), found):
        try:
            found = withdraw(by=me(request), approval=found, reason=request.POST.get("reason", "")[:500])
        except ValidationError as refusal:
            error = " ".join(refusal.messages)
        else:
            return done(request, found, _("Called off: %(title)s") % {"title": found.title[:60]})
    context = {
        "approval": found,
        "error": error,
        "crumbs": [{"title": found.title, "url": where(found)}, {"title": _("Call off"), "url": ""}],
    }
    template = "approvals/withdrawal.html#dialog" if is_piece(request) else "approvals/withdrawal.html"
    return render(request, template, context, status=422 if error else 200)


@door(signed_in, methods=("POST",))
@once
def chasing(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Remind whoever has it."""
    return _at_once(request, approval_id, chase, _("They are reminded."))


@door(signed_in, methods=("POST",))
def sparing(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Take the duty to decide off somebody whom one brought in."""
    spare = partial(remove_task, task=number_in(request, "task") or 0)
    return _at_once(request, approval_id, spare, _("They need not decide any more."))


@door(signed_in, methods=("POST",))
def watching(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Keep an eye on it."""
    return _at_once(request, approval_id, watch, _("You are told of every delay."))


@door(signed_in, methods=("GET", "POST"))
@once
def remarks(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Say something; a colleague who is named is told, and may read it from now on."""
    found = seen_approval(request, approval_id)
    form = RemarkForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            files = stored_files(request, form.cleaned_data["uploads"])
            text = form.cleaned_data["text"]
            found = remark(by=me(request), approval=found, text=text, to=[to] if to else [], files=files)
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, found, _("Said."))
    if request.method == "POST" and "brief" in request.POST:
        return refused(request, ValidationError(_("Write something first.")), where(found))
    return form_page(request, found, form, pgettext("approval", "Ask somebody, or add files"))
