"""What a rule would have done, and what it did."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.automations.definition import read
from tongxin.collab.automations.models import Rule, Run
from tongxin.collab.automations.queries import faults_of, preview_of, said_rule
from tongxin.collab.automations.queries.log import log_lines
from tongxin.collab.automations.queries.preview import DAYS
from tongxin.collab.automations.views.loading import crumbs, crumbs_of, seen_rule
from tongxin.collab.people.policies import me

_LINES = 50


@door(administrators)
def rule_preview(request: HttpRequest, automation_id: int) -> HttpResponse:
    """What it would have touched in the last 30 days, and what it would have done there."""
    found = seen_rule(request, automation_id)
    said = read(found.draft)
    faults = faults_of(found.acts_as, found.kind, said)
    context = {
        "rule": found,
        "said": said_rule(found.acts_as, found.kind, said),
        "faults": faults,
        "is_event": said.waits_for_event,
        "preview": None if faults else preview_of(found.acts_as, found.kind, said, now=now()),
        "days": DAYS,
        "crumbs": crumbs_of(found, _("Try it")),
    }
    return render(request, "automations/preview.html", context)


@door(administrators)
def rule_log(request: HttpRequest, automation_id: int) -> HttpResponse:
    """What one rule did, and why not."""
    return _log(request, seen_rule(request, automation_id))


@door(administrators)
def rules_log(request: HttpRequest) -> HttpResponse:
    """What all rules did, and why not."""
    return _log(request, None)


def _log(request: HttpRequest, rule: Rule | None) -> HttpResponse:
    state = request.GET.get("state", "")
    runs = Run.objects.visible_to(request.user).select_related("rule__acts_as", "version", "caused_by")
    runs = runs.filter(rule=rule) if rule is not None else runs
    runs = runs.filter(state=state) if state in Run.State.values else runs
    try:
        page = page_of(runs, order=("-id",), size=_LINES, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(request.path)
    asked = f"state={state}&" if state in Run.State.values else ""
    title = pgettext("rules", "Log")
    context = {
        "rule": rule,
        "lines": log_lines(me(request), page.rows),
        "state": state,
        "states": Run.State.choices,
        "page": {
            "summary": "",
            "previous_url": f"?{asked}after={page.previous}" if page.previous else "",
            "next_url": f"?{asked}after={page.next}" if page.next else "",
        },
        "crumbs": crumbs_of(rule, title) if rule is not None else crumbs((title, "")),
    }
    return render(request, "automations/log.html", context)
