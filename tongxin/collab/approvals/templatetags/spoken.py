"""How tasks, figures and working time read on the pages of approvals. `{% load spoken %}`."""

from typing import Any

from django import template
from django.utils.translation import pgettext

from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.queries.trace import said_minutes
from tongxin.collab.approvals.rules import Task

register = template.Library()


@register.filter
def working(minutes: int) -> str:
    """Working time in words."""
    return said_minutes(minutes)


@register.filter
def apart(minutes: int) -> str:
    """How far one working time is from another: −1.5 hours."""
    return f"{'−' if minutes < 0 else '+'}{said_minutes(abs(minutes))}"


@register.filter
def signed(number: int) -> str:
    """How far one number is from another: +3."""
    return f"{'−' if number < 0 else '+'}{abs(number)}"


@register.filter
def fact(text: Any) -> str:  # Any: a JSON value
    """A figure with its thousands set apart; anything else as it is."""
    given = str(text)
    whole, dot, rest = given.partition(".")
    if whole.lstrip("-").isdigit() and len(whole) < 16 and (not dot or rest.isdigit()):
        return f"{int(whole):,}{dot}{rest}"
    return given


@register.filter
def standing(task: Task) -> str:
    """Where a task is, in one word."""
    words = {
        "open": pgettext("task", "has it now"),
        "waiting": pgettext("task", "waits for others"),
        "queued": pgettext("task", "comes next"),
        "agreed": pgettext("task", "agreed"),
        "refused": pgettext("task", "refused"),
        "returned": pgettext("task", "sent it back"),
        "transferred": pgettext("task", "transferred it"),
        "skipped": pgettext("task", "agreed before"),
        "accepted": pgettext("task", "took the offer"),
        "declined": pgettext("task", "did not take the offer"),
        "resubmitted": pgettext("task", "put it right"),
    }
    return words.get(task.status, pgettext("task", "need not decide any more"))


@register.filter
def outcome(status: str) -> str:
    """How an approval ended, in one word."""
    return str(dict(Approval.Status.choices).get(status, status))
