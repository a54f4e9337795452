"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries import Panel, Place, SubjectKind, panels, places, subject_kinds
from tongxin.base.registries.approval_kinds import ApprovalKind, approval_kinds
from tongxin.base.registries.panels import TODAY
from tongxin.collab.approvals.dated import register_source
from tongxin.collab.approvals.models import Approval, Delegation, Holder
from tongxin.collab.approvals.queries.inbox import count_waiting
from tongxin.collab.approvals.queries.panel import approvals_panel, is_there, today_context
from tongxin.collab.approvals.reactions import react
from tongxin.collab.approvals.sentences import register_sentences
from tongxin.collab.approvals.traces import register_traces


def _approvals(person: Any, ids: Collection[int]) -> Mapping[int, Approval]:  # Any: also takes Django's anonymous user
    return Approval.objects.visible_to(person).in_bulk(list(ids))


def join() -> None:
    """Subjects, the free kind of requests, panels, places, sentences."""
    _register_kinds()
    _register_panels()
    _register_places()
    _register_figures()
    register_sentences()
    register_source()
    register_traces()
    react()


def _register_kinds() -> None:
    subject_kinds.register(
        "approval",
        SubjectKind(
            kind="approval",
            label=pgettext_lazy("record", "approval"),
            visible=_approvals,
            title=str,
            url=lambda approval: approval.get_absolute_url(),
            fields={},
            is_scoped=False,
        ),
    )
    approval_kinds.register(
        "request",
        ApprovalKind(
            kind="request",
            label=_("Request"),
            facts={"amount": "number", "text": "text"},
            labels={"amount": _("Amount"), "text": pgettext_lazy("approval", "What it is about")},
            is_free=True,
        ),
    )


def _register_panels() -> None:
    panels.register(
        "party.approvals",
        Panel(
            subject="party", column="side", order=15, template="approvals/_about.html", context=approvals_panel,
            mark=("has_approvals", is_there),
        ),
    )  # fmt: skip
    panels.register(
        "today.approvals",
        Panel(subject=TODAY, column="main", order=5, template="approvals/_today.html", context=today_context),
    )


def _register_places() -> None:
    places.register(
        "approvals",
        Place(
            title=_("Approvals"),
            icon="stamp",
            url_name="approvals",
            ring="together",
            order=20,
            hotkey="g a",
            words="审批 批复 申请 approvals decide",
            on_phone=True,
            count=count_waiting,
            rows=lambda reach, person, day, at: Holder.objects.open().filter(person=person),
            unless=lambda reach, person, day, at: Delegation.objects.holding(at).filter(to=person),
            turn=True,
        ),
    )
    places.register(
        "new_approval",
        Place(
            title=_("Ask for an approval"),
            icon="plus",
            url_name="new_approval",
            ring="together",
            order=21,
            in_menu=False,
            words="申请 特价 请假 报批 request",
        ),
    )


def _register_figures() -> None:
    places.register(
        "approval_figures",
        Place(
            title=_("How approvals go"),
            icon="chart",
            url_name="approval_figures",
            ring="together",
            order=61,
            in_menu=False,
            words="审批成效 用时 超时 figures",
        ),
    )
