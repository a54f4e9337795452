"""Asking for something."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.attaching import attached
from tongxin.collab.approvals.actions.errors import NotYours
from tongxin.collab.approvals.actions.sitting import Sitting
from tongxin.collab.approvals.events import ApprovalStarted
from tongxin.collab.approvals.models import Approval, Flow, FlowVersion
from tongxin.collab.approvals.policies import can_ask, can_care_for_flows
from tongxin.collab.approvals.queries.filling import typed_fields, worked_out
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.queries.subjects import title_for, under_approval
from tongxin.collab.approvals.rules import Graph, NotPossible
from tongxin.collab.approvals.rules.allowed import check_chosen
from tongxin.collab.files.models import Attachment, StoredFile
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person

Json = Mapping[str, Any]  # Any: JSON values


class AskedAlready(ValidationError):
    """The same is being decided about the same record."""


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
    files: Sequence[StoredFile] = (),
) -> Approval:
    """Ask: the first step's people have it in hand at once. Without a title it is called after the flow and what it is about.
    `initiator` when somebody enters it on another's behalf; `happened_at` for one that was decided on paper before, by
    administrators only; `files` are this person's own. Raises NotYours, NoSuchFlow, ValidationError.
    """
    draft = new_request(by, flow, title, facts, subject, initiator or by)
    if happened_at is not None:
        if not can_care_for_flows(by):
            raise NotYours(_("Only an administrator may enter what was decided earlier."))
        draft.created_at, draft.is_entered_later = happened_at, True
    if part_of is not None:
        draft.part_of, draft.part_run = part_of
    draft.save(force_insert=True)
    return send(by, draft, chosen or {}, files)


def version_in_use(flow: Flow) -> FlowVersion:
    """The version for new approvals. Raises NoSuchFlow."""
    version = (
        FlowVersion.objects.filter(flow=flow, number=flow.current, flow__is_on=True).select_related("flow").first()
    )
    if version is None:
        raise NoSuchFlow(_("This flow is not in use. Choose another one."))
    return version


def new_request(
    by: Person,
    flow: Flow,
    title: str,
    facts: Json,
    subject: Subject | None,
    initiator: Person,
    *,
    is_whole: bool = True,
) -> Approval:
    """A request that is not written down yet. Raises NotYours, NoSuchFlow, ValidationError."""
    if not can_ask(by) or not initiator.is_active:
        raise NotYours(_("Only people who work here can ask for an approval."))
    version = version_in_use(flow)
    graph = graph_of(version, flow.kind)
    approval = Approval(
        version=version, kind=flow.kind, title=clean(title), facts=checked(flow.kind, graph, facts, is_whole=is_whole),
        initiator=initiator, entered_by=by, unit=main_unit_of(initiator), created_at=now(),
        subject_kind=subject.kind if subject else "", subject_id=subject.id if subject else None,
    )  # fmt: skip
    approval.facts = worked_out(approval, approval.facts)
    approval.title = approval.title or _made_title(approval, graph)
    if not approval.title:
        raise ValidationError({"title": _("Say in a few words what you ask for.")})
    approval.full_clean(exclude=["version", "initiator", "entered_by", "unit", "facts"])
    return approval


def foreseen_request(*, by: Person, flow: Flow, facts: Json, subject: Subject | None, initiator: Person) -> Approval:
    """A request as far as it is typed, to look at its way; never written down. Raises NotYours, NoSuchFlow, ValidationError."""
    return new_request(by, flow, flow.name, facts, subject, initiator, is_whole=False)


def _made_title(approval: Approval, graph: Graph) -> str:
    """The flow, the record it is about as the initiator sees it, and the first words of the form."""
    if not graph.form and approval.kind_entry.is_free:
        return ""
    texts = [str(approval.facts.get(one["key"], "")) for one in graph.form if one["type"] in ("text", "choice")]
    parts = [approval.version.flow.name, title_for(approval.initiator, approval.subject), *texts[:1]]
    return " · ".join(part for part in parts if part)[:120]


def checked(kind: str, graph: Graph, facts: Json, *, is_whole: bool = True) -> dict[str, Any]:  # Any: JSON values
    """The facts, if the flow knows them and, unless it is a draft, what it must know is there. Raises ValidationError."""
    unknown = sorted(facts.keys() - graph.types.keys())
    if unknown:
        raise ValidationError({name: _("This flow has no such field.") for name in unknown})
    needed = [one["key"] for one in typed_fields(kind, graph) if one.get("required")]
    missing = [name for name in needed if facts.get(name) in (None, "")]
    if missing and is_whole:
        raise ValidationError({name: _("Fill this in, so that nobody has to ask back.") for name in missing})
    people = [one["key"] for one in typed_fields(kind, graph) if one["type"] == "person" and facts.get(one["key"])]
    if strange := [name for name in people if not _works_here(facts[name])]:
        raise ValidationError({name: _("Choose a colleague who works here.") for name in strange})
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _works_here(number: Any) -> bool:  # Any: a JSON value
    text = str(number)
    is_number = text.isascii() and text.isdigit() and len(text) < 19
    return is_number and Person.objects.active().filter(pk=int(text)).exists()


def _has_file(approval: Approval) -> bool:
    return Attachment.objects.on(Subject("approval", approval.pk)).present().exists()


def send(by: Person, approval: Approval, chosen: Mapping[str, Sequence[int]], files: Sequence[StoredFile]) -> Approval:
    """A request that is written down goes on its way. Raises ValidationError."""
    other = under_approval(approval.subject, approval.kind) if approval.kind_entry.locks else None
    if other is not None:
        raise AskedAlready(
            _("“%(title)s” asks for the same and is being decided. Look there.") % {"title": other.title}
        )
    approval.document_version = approval.kind_entry.version(approval)
    approval.save(update_fields=["document_version"])
    sitting = Sitting(approval)
    graph = sitting.course.graph
    try:
        check_chosen(graph, chosen, "chosen")
    except NotPossible as error:
        raise ValidationError(str(error.text)) from error
    behalf = approval.initiator if approval.initiator_id != by.pk else None
    data: dict[str, Any] = {"facts": approval.facts, **attached(by, approval, files)}  # Any: JSON values
    if graph.attach == "must" and not files and not _has_file(approval):
        raise ValidationError({"uploads": _("This flow asks for a file. Attach it, so that nobody has to ask back.")})
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
