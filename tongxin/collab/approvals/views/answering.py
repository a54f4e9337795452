"""Deciding: one tap, or a small form for deeds that need more."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.approvals.actions import agree_to_many, answer
from tongxin.collab.approvals.actions.answering import ENTRIES
from tongxin.collab.approvals.forms.deciding import DeedForm, FillForm
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.policies import tasks_in_hand
from tongxin.collab.approvals.queries.filling import ToFill, to_fill, to_offer
from tongxin.collab.approvals.queries.inbox import waiting_for
from tongxin.collab.approvals.queries.shown import course_of
from tongxin.collab.approvals.rules import Course, Task, deeds_of
from tongxin.collab.approvals.rules.returning import may_return_to
from tongxin.collab.approvals.views.inbox import MORE, said_deed
from tongxin.collab.approvals.views.loading import (
    done,
    form_page,
    number_in,
    refused,
    seen_approval,
    signature_of,
    stored_files,
    where,
)
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me


def _said(deed: str, approval: Approval) -> str:
    text = {
        "agree": _("Agreed: %(title)s"),
        "refuse": _("Refused: %(title)s"),
        "return": _("Sent back: %(title)s"),
        "counter": _("The offer is with who asked: %(title)s"),
        "accept": _("Offer taken: %(title)s"),
        "decline": _("Offer not taken: %(title)s"),
        "resubmit": _("On its way again: %(title)s"),
        "claim": _("In your hands: %(title)s"),
        "put_back": _("On offer again: %(title)s"),
    }.get(deed, _("Done: %(title)s"))
    return text % {"title": approval.title[:60]}


def _after(request: HttpRequest, approval: Approval) -> str:
    """The next one that waits, or the one that was decided."""
    following = waiting_for(me(request)).exclude(approval=approval).first()
    return reverse("approval", args=[following.approval_id]) if following is not None else where(approval)


@door(signed_in, methods=("POST",))
@once
def decisions(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Agree, refuse, put right, take or leave an offer: what needs at most one sentence."""
    found, deed = seen_approval(request, approval_id), request.POST.get("deed", "")
    if deed not in ENTRIES or deed in MORE:
        raise Http404
    try:
        decided = _decided(request, found, deed)
    except (ValidationError, PermissionDenied) as error:
        return refused(request, error, where(found))
    undo = reverse("approval_taking_back", args=[found.pk]) if not decided.is_ended else ""
    return done(request, decided, _said(deed, decided), undo=undo, then=_after(request, decided))


def _decided(request: HttpRequest, found: Approval, deed: str) -> Approval:
    """The answer with what came along. Raises what the action raises, and ValidationError for what does not fit a field."""
    course, _entries = course_of(found)
    number = number_in(request, "task")
    mine = [one for one in tasks_in_hand(me(request), found, course) if number in (None, one.number)]
    wants = deed in ("agree", "resubmit") and mine
    form = FillForm(request.POST, asked=to_fill(found.kind, course, mine[0]) if wants else ToFill())
    if not form.is_valid():
        raise ValidationError([f"{form[name].label}: {text}" for name, texts in form.errors.items() for text in texts])
    return answer(
        by=me(request),
        approval=found,
        deed=deed,
        task=number,
        reason=request.POST.get("reason", "")[:500],
        straight="straight" in request.POST,
        values=form.values(),
        chosen=form.chosen(),
        seen=number_in(request, "seen"),
        files=stored_files(request, request.FILES.getlist("uploads")),
        signature=signature_of(request),
    )


@door(signed_in, methods=("POST",))
@once
def batch(request: HttpRequest) -> HttpResponse:
    """Agree to several of one flow with one sentence."""
    back = reverse("approvals")
    try:
        done_ = agree_to_many(by=me(request), tasks=_picked(request), reason=request.POST.get("reason", "")[:500])
    except ValidationError as error:
        return refused(request, error, back)
    text = ngettext("%(n)d agreed", "%(n)d agreed", len(done_.agreed)) % {"n": len(done_.agreed)}
    if done_.left:
        approval, why = done_.left[0]
        text += " · " + _("not “%(title)s”: %(why)s") % {"title": approval.title[:40], "why": why}
    return done(request, None, text, then=back)


def _picked(request: HttpRequest) -> list[tuple[Approval, int, int]]:
    """What was picked: approval, task and version of the facts, as `12:1001:1`."""
    picked = {}
    for one in request.POST.getlist("task")[:100]:
        parts = one.split(":")
        if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
            picked[int(parts[0])] = (int(parts[1]), int(parts[2]))
    rows = Approval.objects.visible_to(request.user).select_related("version__flow").in_bulk(picked)
    return [(approval, *picked[pk]) for pk, approval in rows.items()]


@door(signed_in, methods=("GET", "POST"))
@once
def deed(request: HttpRequest, approval_id: int, approval_deed: str) -> HttpResponse:
    """A deed with people, a step or values."""
    found = seen_approval(request, approval_id)
    course, _entries = course_of(found)
    mine = tasks_in_hand(me(request), found, course)
    if approval_deed not in MORE or not mine or approval_deed not in deeds_of(course, mine[0]):
        raise Http404
    form = DeedForm(
        request.POST if request.method == "POST" else None,
        deed=approval_deed,
        steps=_steps(course, mine[0]),
        offered=to_offer(found.kind, course, mine[0]),
        initial={name: value for name, value in request.GET.items() if name.startswith("value_")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            decided = _answered(request, found, mine[0], approval_deed, form)
        except (ValidationError, PermissionDenied) as error:
            form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        else:
            return done(request, decided, _said(approval_deed, decided), then=_after(request, decided))
    return form_page(request, found, form, said_deed(approval_deed))


def _steps(course: Course, task: Task) -> list[tuple[str, str]]:
    keys = may_return_to(course, course.state.runs[task.run])
    return [(key, course.graph.nodes[key].name) for key in keys]


def _answered(request: HttpRequest, found: Approval, task: Task, deed: str, form: DeedForm) -> Approval:
    return answer(
        by=me(request),
        approval=found,
        deed=deed,
        task=task.number,
        reason=form.cleaned_data["reason"],
        people=form.people(),
        to=form.cleaned_data.get("to", ""),
        straight=bool(form.cleaned_data.get("straight")),
        values=form.values(),
    )
