"""An approval on paper: the request, amounts in capitals, who decided, and room for stamps."""

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.chinese.rmb import rmb_capitals
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.approvals.queries.shown import course_of, facts_for, path_of
from tongxin.collab.approvals.queries.subjects import title_for
from tongxin.collab.approvals.queries.trace import trace_of
from tongxin.collab.approvals.views.loading import seen_approval, where
from tongxin.collab.people.policies import me

_MONEY = ("amount", "price", "total")


@door(signed_in)
def sheet(request: HttpRequest, approval_id: int) -> HttpResponse:
    """One page to print, as this person may see it."""
    person, found = me(request), seen_approval(request, approval_id)
    course, entries = course_of(found)
    facts = facts_for(person, found, course)
    context = {
        "approval": found,
        "about": title_for(found.initiator, found.subject),
        "facts": [(label, text, _capitals(name, text)) for name, label, text in facts],
        "path": path_of(found, course, foresees=False),
        "trace": trace_of(course, entries),
        "crumbs": [{"title": found.title, "url": where(found)}, {"title": _("Print"), "url": ""}],
    }
    return render(request, "approvals/sheet.html", context)


def _capitals(name: str, text: str) -> str:
    """An amount of money in capitals, as accountants want it."""
    try:
        return rmb_capitals(Decimal(text)) if name in _MONEY else ""
    except (InvalidOperation, ValueError):
        return ""
