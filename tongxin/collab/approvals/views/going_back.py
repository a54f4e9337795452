"""Taking back, calling off, reminding, remarks."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.approvals.actions import chase, remark, take_back, withdraw
from tongxin.collab.approvals.policies import is_initiator
from tongxin.collab.approvals.views.loading import done, is_piece, refused, seen_approval, where
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me


@door(signed_in, methods=("POST",))
def taking_back(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Undo one's decision."""
    found = seen_approval(request, approval_id)
    try:
        found = take_back(by=me(request), approval=found)
    except (ValidationError, PermissionDenied) as error:
        return refused(request, error, where(found))
    return done(request, found, _("Your decision is taken back."))


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
    found = seen_approval(request, approval_id)
    try:
        found = chase(by=me(request), approval=found)
    except (ValidationError, PermissionDenied) as error:
        return refused(request, error, where(found))
    return done(request, found, _("They are reminded."))


@door(signed_in, methods=("POST",))
@once
def remarks(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Say something; a colleague who is named is told, and may read it from now on."""
    found = seen_approval(request, approval_id)
    named = request.POST.get("to", "")
    people = (
        Person.objects.active().filter(pk=int(named)) if named.isascii() and named.isdigit() and len(named) < 19 else []
    )
    try:
        found = remark(by=me(request), approval=found, text=request.POST.get("text", "")[:1000], to=list(people))
    except (ValidationError, PermissionDenied) as error:
        return refused(request, error, where(found))
    return done(request, found, _("Said."))
