"""Asking for something: as a draft, at once, again after a return."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.errors import DeedRefused, NotYours
from tongxin.collab.approvals.actions.sitting import Sitting
from tongxin.collab.approvals.events import ApprovalStarted
from tongxin.collab.approvals.models import Approval, Flow, FlowVersion
from tongxin.collab.approvals.policies import can_ask, can_care_for_flows, is_initiator
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person

Json = Mapping[str, Any]  # Any: JSON values


class NoSuchFlow(ValidationError):
    """The flow has no published version, or is out of use."""


@transaction.atomic
def start_approval(
    *,
    by: Person,
    flow: Flow,
    title: str,
    facts: Json,
    subject: Subject | None = None,
    initiator: Person | None = None,
    chosen: Mapping[str, Sequence[int]] | None = None,
    happened_at: datetime | None = None,
    part_of: tuple[Approval, int] | None = None,
) -> Approval:
    """Ask: the first step's people have it in hand at once. `initiator` when somebody enters it on another's behalf;
    `happened_at` for one that was decided on paper before, by administrators only. Raises NotYours, NoSuchFlow, ValidationError.
    """
    draft = _new(by, flow, title, facts, subject, initiator or by)
    if happened_at is not None:
        if not can_care_for_flows(by):
            raise NotYours(_("Only an administrator may enter what was decided earlier."))
        draft.created_at, draft.is_entered_later = happened_at, True
    if part_of is not None:
        draft.part_of, draft.part_run = part_of
    draft.save(force_insert=True)
    return _submit(by, draft, chosen or {})


@transaction.atomic
def save_draft(
    *, by: Person, flow: Flow, title: str, facts: Json, subject: Subject | None = None, draft: Approval | None = None
) -> Approval:
    """Keep it for later; nobody else sees it. Raises NoSuchFlow, NotYours, ValidationError."""
    fresh = _new(by, flow, title, facts, subject, by)
    if draft is not None:
        if not is_initiator(by, draft) or draft.status != Approval.Status.DRAFT:
            raise NotYours(_("Only its author may change a draft."))
        fresh.pk, fresh.created_at = draft.pk, draft.created_at
    fresh.save()
    return fresh


@transaction.atomic
def submit_draft(*, by: Person, draft: Approval, chosen: Mapping[str, Sequence[int]] | None = None) -> Approval:
    """Send a draft on its way, by the version of the flow that holds now. Raises NotYours, NoSuchFlow, DeedRefused."""
    draft = Approval.objects.select_for_update(of=("self",)).select_related("version__flow").get(pk=draft.pk)
    if not is_initiator(by, draft):
        raise NotYours(_("Only its author may send a draft."))
    if draft.status != Approval.Status.DRAFT:
        raise DeedRefused(_("It is on its way already."))
    draft.version = version_in_use(draft.version.flow)
    draft.save(update_fields=["version"])
    return _submit(by, draft, chosen or {})


@transaction.atomic
def delete_draft(*, by: Person, draft: Approval) -> None:
    """Throw a draft away. Raises NotYours."""
    if not is_initiator(by, draft) or draft.status != Approval.Status.DRAFT:
        raise NotYours(_("Only its author may throw a draft away."))
    draft.delete()


def version_in_use(flow: Flow) -> FlowVersion:
    """The version for new approvals. Raises NoSuchFlow."""
    version = (
        FlowVersion.objects.filter(flow=flow, number=flow.current, flow__is_on=True).select_related("flow").first()
    )
    if version is None:
        raise NoSuchFlow(_("This flow is not in use. Choose another one."))
    return version


def _new(by: Person, flow: Flow, title: str, facts: Json, subject: Subject | None, initiator: Person) -> Approval:
    if not can_ask(by) or not initiator.is_active:
        raise NotYours(_("Only people who work here can ask for an approval."))
    version = version_in_use(flow)
    approval = Approval(
        version=version, kind=flow.kind, title=clean(title), facts=checked(version, flow.kind, facts), initiator=initiator,
        entered_by=by, unit=main_unit_of(initiator), created_at=now(),
        subject_kind=subject.kind if subject else "", subject_id=subject.id if subject else None,
    )  # fmt: skip
    if not approval.title:
        raise ValidationError({"title": _("Say in a few words what you ask for.")})
    approval.full_clean(exclude=["version", "initiator", "entered_by", "unit", "facts"])
    return approval


def checked(version: FlowVersion, kind: str, facts: Json) -> dict[str, Any]:  # Any: JSON values
    """The facts, if the flow knows them and what it must know is there. Raises ValidationError."""
    graph = graph_of(version, kind)
    unknown = sorted(facts.keys() - graph.types.keys())
    if unknown:
        raise ValidationError({name: _("This flow has no such field.") for name in unknown})
    missing = [one["key"] for one in graph.form if one.get("required") and facts.get(one["key"]) in (None, "")]
    if missing:
        raise ValidationError({name: _("Fill this in, so that nobody has to ask back.") for name in missing})
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _submit(by: Person, approval: Approval, chosen: Mapping[str, Sequence[int]]) -> Approval:
    approval.document_version = approval_kinds.get(approval.kind).version(approval)
    approval.save(update_fields=["document_version"])
    sitting = Sitting(approval)
    sitting.approval.document_version = approval.document_version
    behalf = approval.initiator if approval.initiator_id != by.pk else None
    data: dict[str, Any] = {"facts": approval.facts}  # Any: JSON values
    if chosen:
        data["chosen"] = {key: list(people) for key, people in chosen.items()}
    sitting.facts_before = dict(approval.facts)
    sitting.write("started", by=by, on_behalf=behalf, **data)
    tell(
        ApprovalStarted(kind=approval.kind),
        by=by,
        on=Subject("approval", approval.pk),
        customer=approval.customer,
        on_behalf_of=behalf,
    )
    return sitting.close()
