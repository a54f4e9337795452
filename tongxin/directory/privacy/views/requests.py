"""Subject requests: the list, a new one, one case and its deeds."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import (
    ask_to_erase,
    ask_to_look,
    choose_found,
    close_request,
    export_found,
    open_request,
)
from tongxin.directory.privacy.forms import AnswerForm, RequestForm
from tongxin.directory.privacy.models import Found, SubjectRequest
from tongxin.directory.privacy.queries.archive import by_corner

SIZE = 50
_SHOWN = 400


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Where you are."""
    first = [(_("Settings"), reverse("settings")), (_("Data requests"), reverse("subject_requests") if more else "")]
    return [{"title": title, "url": url} for title, url in (*first, *more)]


@door(administrators)
def subject_requests(request: HttpRequest) -> HttpResponse:
    """All cases, the newest first; open ones say until when they must be answered."""
    try:
        page = page_of(SubjectRequest.objects.all(), order=["-id"], size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect("subject_requests")
    turning = {
        "summary": "",
        "previous_url": f"?after={page.previous}" if page.previous else "",
        "next_url": f"?after={page.next}" if page.next else "",
    }
    context = {"rows": page.rows, "page": turning, "crumbs": crumbs()}
    return render(request, "privacy/requests.html", context)


@door(administrators, methods=("GET", "POST"))
@once
def new_subject_request(request: HttpRequest) -> HttpResponse:
    """Write down who asks for what; `party` is the record of the person, if we keep one."""
    given = request.POST.get("party") or request.GET.get("party") or ""
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
    party = Party.objects.visible_to(request.user).living().filter(pk=number).first()
    form = RequestForm(request.POST or None, initial={"name": party.name if party else ""})
    if request.method == "POST" and form.is_valid():
        try:
            case = open_request(by=me(request), party=party, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect(case)
    context = {"form": form, "party": party, "crumbs": crumbs((_("New request"), ""))}
    return render(request, "privacy/new_request.html", context, status=422 if form.errors else 200)


@door(administrators)
def subject_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """One case: what was found, what became of it, the answer."""
    return _page(request, get_object_or_404(SubjectRequest, pk=request_id), AnswerForm())


@door(administrators, methods=("POST",))
@once
def look_again(request: HttpRequest, request_id: int) -> HttpResponse:
    """Have everything looked for anew."""
    case = get_object_or_404(SubjectRequest, pk=request_id)
    return _done(request, case, lambda: ask_to_look(by=me(request), request=case), _("Looking through every corner."))


@door(administrators, methods=("POST",))
def choice(request: HttpRequest, request_id: int) -> HttpResponse:
    """Say which doubtful things are the person's."""
    case = get_object_or_404(SubjectRequest, pk=request_id)
    chosen = [int(one) for one in request.POST.getlist("ids") if one.isascii() and one.isdigit() and len(one) < 19]
    return _done(request, case, lambda: choose_found(by=me(request), request=case, chosen=chosen), _("Noted."))


@door(administrators, methods=("POST",))
@once
def erasure(request: HttpRequest, request_id: int) -> HttpResponse:
    """Erase what was found and chosen, once the name was typed."""
    case = get_object_or_404(SubjectRequest, pk=request_id)
    if " ".join(request.POST.get("name", "").split()) != case.name:
        messages.error(request, _("Type the name as it stands above; then it is erased."))
        return redirect(case)
    return _done(request, case, lambda: ask_to_erase(by=me(request), request=case), _("It is being erased."))


@door(administrators, methods=("POST",))
@once
def answer(request: HttpRequest, request_id: int) -> HttpResponse:
    """Write down what the person was told, and end the case."""
    case = get_object_or_404(SubjectRequest, pk=request_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            close_request(by=me(request), request=case, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Answered. What was found is forgotten; the account stays as proof."))
            return redirect(case)
    return _page(request, case, form, status=422)


@door(administrators, methods=("POST",))
def copy(request: HttpRequest, request_id: int) -> HttpResponseBase:
    """All that was found, as one archive for the person."""
    case = get_object_or_404(SubjectRequest, pk=request_id)
    with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as made:
        path = Path(made.name)
    try:
        export_found(by=me(request), request=case, path=path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=f"request-{case.pk}.zip")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(case)
    finally:
        path.unlink(missing_ok=True)


def _done(request: HttpRequest, case: SubjectRequest, deed: Any, said: str) -> HttpResponse:  # Any: a call of a verb
    try:
        deed()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect(case)


def _page(request: HttpRequest, case: SubjectRequest, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    found = Found.objects.filter(request=case)
    sure = list(found.exclude(tie="name").order_by("pk")[: _SHOWN + 1])
    context = {
        "case": case,
        "party": Party.objects.filter(pk=case.party_id).first() if case.party_id else None,
        "corners": by_corner(sure[:_SHOWN]),
        "has_more": len(sure) > _SHOWN,
        "total": found.count(),
        "doubtful": found.filter(tie="name").order_by("pk")[:_SHOWN],
        "form": form,
        "crumbs": crumbs((case.name, "")),
    }
    return render(request, "privacy/request.html", context, status=status)
