"""Asking to enter a gated stage, and what follows from the decision."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import make_first_flows, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.changing import enter_stage
from tongxin.frontoffice.pipeline.actions.checks import own
from tongxin.frontoffice.pipeline.actions.proving import check_evidence
from tongxin.frontoffice.pipeline.models import GatePass, Opportunity, Stage
from tongxin.frontoffice.pipeline.queries.gates import figures_of, gates_before

KIND = "stage_gate"
Graph = dict[str, Any]  # Any: JSON values


def first_flow() -> tuple[str, str, Graph]:
    """The superior decides; the firm draws it anew as it likes."""
    step = {
        "type": "step",
        "key": "superior",
        "name": _("Superior"),
        "who": [{"from": "superior", "up": 1}],
        "minutes": 480,
    }
    return KIND, _("Entering a stage"), {"v": 1, "repeat": "first", "line": [step]}


@transaction.atomic
def ask_gate(*, by: Person, opportunity: Opportunity, stage: Stage, why: str) -> Approval:
    """Ask whether it may enter a gated stage; when that is agreed, it stands there. Raises NotYours, EvidenceMissing, AskedAlready,
    ValidationError."""
    opportunity = own(by, opportunity.pk)
    why = " ".join(clean(why).split())[:300]
    if not why:
        raise ValidationError({"why": _("Say why, in a few words.")})
    into = None if stage.pipeline_id == opportunity.pipeline_id else stage
    if not opportunity.is_open or gates_before(opportunity, into)[:1] != [stage]:
        raise ValidationError(_("This stage is not the next that asks for a decision. Load the page anew."))
    check_evidence(opportunity, stage)
    if GatePass.objects.filter(opportunity=opportunity, ended_at=None).exists():
        raise ValidationError(_("It is being decided already."))
    GatePass.objects.create(opportunity=opportunity, stage=stage, asked_by=by, asked_at=now())
    make_first_flows(flows=[first_flow()], kind=KIND)
    return start_approval(
        by=by, flow=Flow.objects.get(key=KIND), title=f"{opportunity.name} · {stage.called}"[:120],
        facts={"why": why}, subject=Subject("opportunity", opportunity.pk),
    )  # fmt: skip


def gate_decided(approval: Approval, outcome: str) -> None:
    """In the transaction of the last decision: it stands in the stage, if it is still on its way there as it was agreed to."""
    passing = (
        GatePass.objects.select_related("stage").filter(opportunity=approval.subject_id or 0, ended_at=None).first()
    )
    if passing is None:
        return
    passing.is_agreed, passing.ended_at, passing.figures = outcome == "agreed", now(), approval.document_version
    passing.save(update_fields=["is_agreed", "ended_at", "figures"])
    opportunity = (
        Opportunity.objects.select_for_update(of=("self",)).select_related("stage").get(pk=passing.opportunity_id)
    )
    is_ahead = opportunity.is_open and opportunity.stage.place < passing.stage.place
    if passing.is_agreed and is_ahead and passing.figures in ("", figures_of(opportunity)):
        enter_stage(by=approval.initiator, opportunity=opportunity, stage=passing.stage)


def version_asked(approval: Approval) -> str:
    """What is decided on: with another amount or other lines it is another question."""
    opportunity = Opportunity.objects.filter(pk=approval.subject_id or 0).first()
    return "" if opportunity is None else figures_of(opportunity)
