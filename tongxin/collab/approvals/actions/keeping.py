"""Requests kept for later: seen by their author alone, sent or thrown away."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.asking import checked, new_request, send, version_in_use
from tongxin.collab.approvals.actions.errors import DeedRefused, NotYours
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.approvals.policies import is_initiator
from tongxin.collab.approvals.queries.filling import worked_out
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.files.actions import drop_attachments
from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.models import Person

Json = Mapping[str, Any]  # Any: JSON values


@transaction.atomic
def save_draft(
    *, by: Person, flow: Flow, title: str, facts: Json, subject: Subject | None = None, draft: Approval | None = None
) -> Approval:
    """Keep it for later; nobody else sees it. Raises NoSuchFlow, NotYours, ValidationError."""
    fresh = new_request(by, flow, title or flow.name, facts, subject, by, is_whole=False)
    if draft is not None:
        if not is_initiator(by, draft) or draft.status != Approval.Status.DRAFT:
            raise NotYours(_("Only its author may change a draft."))
        fresh.pk, fresh.created_at = draft.pk, draft.created_at
    fresh.save()
    return fresh


@transaction.atomic
def submit_draft(
    *, by: Person, draft: Approval, chosen: Mapping[str, Sequence[int]] | None = None, files: Sequence[StoredFile] = ()
) -> Approval:
    """Send a draft on its way, by the version of the flow that holds now. Raises NotYours, NoSuchFlow, DeedRefused, ValidationError."""
    draft = Approval.objects.select_for_update(of=("self",)).select_related("version__flow").get(pk=draft.pk)
    if not is_initiator(by, draft):
        raise NotYours(_("Only its author may send a draft."))
    if draft.status != Approval.Status.DRAFT:
        raise DeedRefused(_("It is on its way already."))
    draft.version = version_in_use(draft.version.flow)
    draft.facts = worked_out(draft, checked(draft.kind, graph_of(draft.version, draft.kind), draft.facts))
    draft.save(update_fields=["version", "facts"])
    return send(by, draft, chosen or {}, files)


@transaction.atomic
def delete_draft(*, by: Person, draft: Approval) -> None:
    """Throw a draft away. Raises NotYours."""
    if not is_initiator(by, draft) or draft.status != Approval.Status.DRAFT:
        raise NotYours(_("Only its author may throw a draft away."))
    drop_attachments("approval", [draft.pk])
    draft.delete()
