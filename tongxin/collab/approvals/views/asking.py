"""Asking for something."""

import json
from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.approvals.actions import delete_draft, save_draft, start_approval, submit_draft
from tongxin.collab.approvals.actions.asking import foreseen_request
from tongxin.collab.approvals.forms.asking import RequestForm
from tongxin.collab.approvals.models import Approval, Flow, FlowVersion
from tongxin.collab.approvals.policies import can_care_for_flows
from tongxin.collab.approvals.queries.earlier import last_flow, said_before
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.queries.shown import preview
from tongxin.collab.approvals.queries.subjects import seen_record, subject_named, title_for
from tongxin.collab.approvals.views.loading import done, seen_approval, stored_files
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.collab.search.queries import search

_CUSTOMER = "party"


def _flows(about: Subject | None) -> list[Flow]:
    """Flows in which anybody can ask for something here: the free kinds, and those that fit the record."""
    kinds = [entry.kind for entry in approval_kinds if entry.is_free or (about and entry.subject == about.kind)]
    return list(Flow.objects.in_use().filter(kind__in=kinds).order_by("order", "id"))


@door(signed_in, methods=("GET", "POST"))
@once
def new_approval(request: HttpRequest) -> HttpResponse:
    """A request in one of the flows in use; `about` names the record it is about, `draft` one that was kept for later."""
    person, draft = me(request), _draft(request)
    about = draft.subject if draft is not None else _about(request)
    flows = [draft.version.flow] if draft is not None else _flows(about)
    asked = request.GET.get("flow")
    flow = next((one for one in flows if one.key == asked), None) or last_flow(person, flows) or next(iter(flows), None)
    if flow is None:
        return render(request, "approvals/no_flow.html", {"crumbs": _crumbs()})
    form = _form(request, flow, about, draft)
    if request.method == "POST" and form.is_valid():
        answer = _asked(request, flow, form, about, draft)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "flow": flow,
        "flows": flows,
        "draft": draft,
        "before": _said_before(person, flow, form),
        "query": request.GET.urlencode(),
        "about": str(about) if about else "",
        "about_title": title_for(person, about),
        "crumbs": _crumbs(),
    }
    return render(request, "approvals/new.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
def foreseen(request: HttpRequest) -> HttpResponse:
    """Who would decide, with what is typed so far. Nothing is written."""
    person, about = me(request), _about(request)
    flow = next((one for one in _flows(about) if one.key == request.GET.get("flow")), None)
    if flow is None:
        raise Http404
    form = _form(request, flow, about, None)
    form.is_valid()
    initiator = form.cleaned_data.get("initiator") or person
    steps = preview(foreseen_request(by=person, flow=flow, facts=form.facts(), subject=about, initiator=initiator))
    people = Person.objects.in_bulk({one for _step, who in steps for one in who})
    shown = [(step, [people[one] for one in who if one in people]) for step, who in steps]
    return render(request, "approvals/_foreseen.html", {"steps": shown})


@door(signed_in, methods=("POST",))
def draft_removal(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Throw a request away that was kept for later."""
    delete_draft(by=me(request), draft=seen_approval(request, approval_id))
    return done(request, None, _("Thrown away."), then=f"{reverse('approvals')}?box=started")


def _form(request: HttpRequest, flow: Flow, about: Subject | None, draft: Approval | None) -> RequestForm:
    version = FlowVersion.objects.select_related("flow").get(flow=flow, number=flow.current)
    return RequestForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        graph=graph_of(version, flow.kind),
        flow=flow,
        may_choose_customer=about is None and approval_kinds.get(flow.kind).is_free,
        may_enter_later=can_care_for_flows(me(request)) and draft is None,
        is_draft="keep" in request.POST,
        initial={**draft.facts, "title": draft.title} if draft is not None else None,
    )


def _said_before(person: Person, flow: Flow, form: RequestForm) -> list[tuple[str, str]]:
    """What one may take over from earlier requests: its first words, and all of it for the page."""
    return [(str(next(iter(one.values()))), json.dumps(one)) for one in said_before(person, flow, form.graph)]


def _crumbs() -> list[dict[str, str]]:
    return [
        {"title": _("Approvals"), "url": reverse("approvals")},
        {"title": _("Ask for an approval"), "url": ""},
    ]


def _asked(
    request: HttpRequest, flow: Flow, form: RequestForm, about: Subject | None, draft: Approval | None
) -> HttpResponse | None:
    """Send it or keep it for later, or leave what is wrong on the form."""
    person, given = me(request), form.cleaned_data
    try:
        subject = about or _customer(person, given.get("customer", ""))
        asked: dict[str, Any] = {"by": person, "flow": flow, "title": given.get("title", ""), "facts": form.facts()}
        if "keep" in request.POST:
            kept = save_draft(**asked, subject=subject, draft=draft)
            return done(request, kept, _("Kept for later: %(title)s") % {"title": kept.title[:60]})
        files = stored_files(request, given["uploads"])
        if draft is not None:
            save_draft(**asked, subject=subject, draft=draft)
            approval = submit_draft(by=person, draft=draft, chosen=form.chosen(), files=files)
        else:
            approval = start_approval(
                **asked, subject=subject, initiator=given.get("initiator"), chosen=form.chosen(), files=files,
                happened_at=_noon(given.get("happened_on")),
            )  # fmt: skip
    except ValidationError as error:
        refuse(form, error)
        return None
    return done(request, approval, _("On its way: %(title)s") % {"title": approval.title[:60]})


def _noon(day: object) -> datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time(12)))  # type: ignore[arg-type]  # noqa: DTZ001  # a cleaned day, made aware here


def _draft(request: HttpRequest) -> Approval | None:
    number = request.GET.get("draft", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = seen_approval(request, int(number))
    if found.status != Approval.Status.DRAFT:
        raise Http404
    return found


def _about(request: HttpRequest) -> Subject | None:
    """The record that the address names, if this person sees it."""
    subject = subject_named(request.GET.get("about", ""))
    return subject if seen_record(me(request), subject) is not None else None


def _customer(person: Person, typed: str) -> Subject | None:
    """The customer that was typed. Raises ValidationError when it is not one that this person sees."""
    if not typed.strip():
        return None
    hits: list[Any] = search(person, typed, kinds=[_CUSTOMER], limit=5)  # Any: hits of the registry
    exact = [hit for hit in hits if hit.title == typed.strip()]
    fits = exact or hits
    if len(fits) == 1:
        return Subject(_CUSTOMER, fits[0].id)
    names = _(", ").join(hit.title for hit in fits[:3])
    if fits:
        raise ValidationError(
            {"customer": _("Several customers fit: %(names)s. Write one of these names.") % {"names": names}}
        )
    raise ValidationError({"customer": _("There is no such customer. Write part of the name, or leave it empty.")})
