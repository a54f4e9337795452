"""Flows: written down, and published in versions that never change."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.errors import NotYours
from tongxin.collab.approvals.events import FlowPublished
from tongxin.collab.approvals.models import Flow, FlowVersion
from tongxin.collab.approvals.policies import can_care_for_flows
from tongxin.collab.approvals.queries.descriptions import unfit
from tongxin.collab.people.models import Person


class FlowUnfit(ValidationError):
    """The description of the flow can't be used; the messages say where."""


class PublishedMeanwhile(ValidationError):
    """Somebody else published another version first."""


@transaction.atomic
def publish_flow(
    *, by: Person | None, key: str, name: str, graph: dict[str, Any], kind: str = "request", after: int | None = None
) -> FlowVersion:
    """A version that holds for new approvals; running ones stay on theirs. `after` is the version that was looked at.

    Raises NotYours, FlowUnfit, PublishedMeanwhile. Nobody as `by` is the set-up of the firm.
    """
    if by is not None and not can_care_for_flows(by):
        raise NotYours(_("Only an administrator may publish a flow."))
    if approval_kinds.find(kind) is None:
        raise FlowUnfit(_("There is no such kind of approval."))
    if faults := unfit(graph, kind):
        raise FlowUnfit([f"{place}: {text}" if place else text for place, text in faults])
    flow, _made = Flow.objects.get_or_create(key=key, defaults={"name": name, "kind": kind})
    flow = Flow.objects.select_for_update().get(pk=flow.pk)
    if after is not None and flow.current != after:
        raise PublishedMeanwhile(
            _("Somebody published another version meanwhile. Look at it before you publish yours.")
        )
    last = FlowVersion.objects.filter(flow=flow).aggregate(last=Max("number"))["last"] or 0
    version = FlowVersion.objects.create(flow=flow, number=last + 1, graph=graph, published_at=now(), published_by=by)
    flow.name, flow.current, flow.is_on = name, version.number, True
    flow.save(update_fields=["name", "current", "is_on"])
    tell(FlowPublished(flow=flow.name, version=version.number), by=by, on=Subject("flow", flow.pk))
    return version


@transaction.atomic
def make_first_flows(
    *, flows: Sequence[tuple[str, str, dict[str, Any]]], kind: str = "request"
) -> None:  # Any: JSON values
    """The flows a firm begins with, those that it has not made itself. No event: nobody did anything."""
    known = set(Flow.objects.values_list("key", flat=True))
    fresh = [
        (Flow(key=key, kind=kind, name=name, current=1, order=10 + number), graph)
        for number, (key, name, graph) in enumerate(flows)
        if key not in known
    ]
    Flow.objects.bulk_create([flow for flow, _graph in fresh])
    FlowVersion.objects.bulk_create(
        [FlowVersion(flow=flow, number=1, graph=graph, published_at=now()) for flow, graph in fresh]
    )
