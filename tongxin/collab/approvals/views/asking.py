"""Asking for something."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries import subject_kinds
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.subjects import NotASubject, Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.approvals.actions import start_approval
from tongxin.collab.approvals.forms import RequestForm
from tongxin.collab.approvals.models import Flow, FlowVersion
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.views.loading import done
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.collab.search.queries import search

_CUSTOMER = "party"


def _flows() -> list[Flow]:
    free = [entry.kind for entry in approval_kinds if entry.is_free]
    return list(Flow.objects.in_use().filter(kind__in=free).order_by("order", "id"))


@door(signed_in, methods=("GET", "POST"))
@once
def new_approval(request: HttpRequest) -> HttpResponse:
    """A request in one of the flows in use; `about` names the record it is about."""
    flows = _flows()
    flow = next((one for one in flows if one.key == request.GET.get("flow")), flows[0] if flows else None)
    if flow is None:
        return render(request, "approvals/no_flow.html", {"crumbs": _crumbs()})
    version = FlowVersion.objects.select_related("flow").get(flow=flow, number=flow.current)
    about, about_title = _about(request)
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        graph=graph_of(version, flow.kind),
        flow=flow,
        may_choose_customer=about is None,
    )
    if request.method == "POST" and form.is_valid():
        answer = _started(request, flow, form, about)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "flow": flow,
        "flows": flows,
        "about": str(about) if about else "",
        "about_title": about_title,
        "crumbs": _crumbs(),
    }
    return render(request, "approvals/new.html", context, status=422 if form.errors else 200)


def _crumbs() -> list[dict[str, str]]:
    return [
        {"title": _("Approvals"), "url": reverse("approvals")},
        {"title": _("Ask for an approval"), "url": ""},
    ]


def _started(request: HttpRequest, flow: Flow, form: RequestForm, about: Subject | None) -> HttpResponse | None:
    """Send it, or leave what is wrong on the form."""
    person = me(request)
    try:
        subject = about or _customer(person, form.cleaned_data.get("customer", ""))
        approval = start_approval(
            by=person,
            flow=flow,
            title=form.cleaned_data["title"],
            facts=form.facts(),
            subject=subject,
            initiator=form.cleaned_data.get("initiator"),
        )
    except ValidationError as error:
        refuse(form, error)
        return None
    return done(request, approval, _("On its way: %(title)s") % {"title": approval.title[:60]})


def _about(request: HttpRequest) -> tuple[Subject | None, str]:
    """The record that the address names, if this person sees it."""
    try:
        subject = Subject.parse(request.GET.get("about", ""))
    except NotASubject:
        return None, ""
    kind = subject_kinds.find(subject.kind)
    record = kind.visible(me(request), [subject.id]).get(subject.id) if kind is not None else None
    return (subject, kind.title(record)) if kind is not None and record is not None else (None, "")


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
