"""How approvals go: figures by step and person, month by month; each leads to its cases."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.database.replica import as_report
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import administrators
from tongxin.collab.approvals.actions import state_baseline
from tongxin.collab.approvals.forms.caring import BaselineForm
from tongxin.collab.approvals.models import Flow
from tongxin.collab.approvals.policies import can_care_for_flows
from tongxin.collab.approvals.queries.figures import (
    WHAT,
    Chosen,
    by_person,
    by_step,
    cases_of,
    decisions,
    month_at,
    months_until,
    names_of_steps,
    stated_before,
    where_it_sticks,
)
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me

SHOWN = 200


@door(signed_in)
@as_report
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a month (`month`), of all flows or one (`flow`)."""
    person, chosen = me(request), _chosen(request)
    found, months = decisions(person, chosen), months_until(person, chosen)
    here = {"month": f"{chosen.since:%Y-%m}", "flow": chosen.flow or ""}

    def cases(what: str, **more: Any) -> str:  # Any: texts and numbers
        return f"{reverse('approval_cases')}?{urlencode({**here, 'what': what, **more})}"

    context = {
        "steps": [(flow, name, row, {what: cases(what, flow=flow.pk, node=node) for what in WHAT}) for flow, node, name, row in by_step(found)],
        "people": [(who, row, {what: cases(what, person=who.pk) for what in WHAT}) for who, row in by_person(found)],
        "months": [(one, {what: cases(what, month=f"{one.since:%Y-%m}") for what in WHAT}) for one in months],
        "this": months[-1] if months else None,
        "first": months[0] if len(months) > 1 and months[0].median is not None else None,
        "held": [(one, cases("open", flow=one.flow.pk, node=one.node, person=one.person.pk),
                  cases("overdue", flow=one.flow.pk, node=one.node, person=one.person.pk)) for one in where_it_sticks(person, chosen.flow)],
        "before": stated_before(),
        "can_state": can_care_for_flows(person),
        "to": {what: cases(what) for what in WHAT},
        "flows": Flow.objects.visible_to(person).filter(current__gt=0).order_by("order", "id"),
        "flow": chosen.flow,
        "month": here["month"],
        "crumbs": [{"title": _("Approvals"), "url": reverse("approvals")}, {"title": _("How approvals go"), "url": ""}],
    }  # fmt: skip
    return render(request, "approvals/figures.html", context)


@door(administrators, methods=("GET", "POST"))
@once
def baseline(request: HttpRequest) -> HttpResponse:
    """How it was before, as the firm states it."""
    known = stated_before()
    initial = (
        {"hours": known.minutes / 60, **{name: getattr(known, name) for name in ("on_time", "chases", "counted")}}
        if known
        else {}
    )
    form = BaselineForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        state_baseline(by=me(request), minutes=round(given.pop("hours") * 60), **given)
        return redirect("approval_figures")
    figures = {"title": _("How approvals go"), "url": reverse("approval_figures")}
    context = {"form": form, "crumbs": [figures, {"title": pgettext("baseline", "How it was before"), "url": ""}]}
    return render(request, "approvals/baseline.html", context, status=422 if form.errors else 200)


@door(signed_in)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases behind one figure."""
    person, chosen = me(request), _chosen(request)
    rows = cases_of(person, chosen)
    flow = Flow.objects.filter(pk=chosen.flow).first()
    step = names_of_steps({flow.pk: flow}).get((flow.pk, chosen.node), chosen.node) if flow and chosen.node else ""
    who = Person.objects.filter(pk=chosen.person).first()
    back = f"{reverse('approval_figures')}?{urlencode({'month': f'{chosen.since:%Y-%m}'})}"
    context = {
        "rows": rows[:SHOWN],
        "count": rows.count(),
        "said": [str(one) for one in (flow, step, who.name if who else "") if one],
        "what": said_what(chosen.what),
        "is_now": chosen.what in ("open", "overdue"),
        "month": chosen.since,
        "crumbs": [{"title": _("How approvals go"), "url": back}, {"title": said_what(chosen.what), "url": ""}],
    }
    return render(request, "approvals/cases.html", context)


def _chosen(request: HttpRequest) -> Chosen:
    given = request.GET
    since, until = month_at(given.get("month", "")[:7])
    what = given.get("what", "")
    return Chosen(
        since=since, until=until, flow=_number(given.get("flow", "")), node=given.get("node", "")[:60], person=_number(given.get("person", "")),
        what=what if what in WHAT else "decided",
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def said_what(what: str) -> str:
    """Which cases, in words."""
    return {
        "decided": _("Decided cases"), "late": _("Decided too late"), "refused": _("Refused or sent back"), "changed": _("Agreed with other values"),
        "ended": _("Answered cases"), "rework": _("Put right and sent again"), "chased": _("Reminded by hand"), "open": _("Waiting now"),
        "overdue": _("Overdue now"),
    }[what]  # fmt: skip
