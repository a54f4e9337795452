"""Drawing flows: a draft is begun, changed edit by edit, undone, published, thrown away."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import FlowUnfit, NotYours, PublishedMeanwhile, publish_flow
from tongxin.collab.approvals.models import Flow, FlowVersion
from tongxin.collab.approvals.policies import can_care_for_flows
from tongxin.collab.approvals.queries.descriptions import Json, node_of, walk
from tongxin.collab.designer.models import DraftState, FlowDraft
from tongxin.collab.designer.rules.editing import Edit, EditRefused, edited, seal
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person

# Older states than these are forgotten: nobody undoes so far back.
_KEPT = 200


class DraftUnfit(ValidationError):
    """The edit does not fit the draft; the message says what to do."""


class DraftChangedMeanwhile(ValidationError):
    """Somebody else changed what the edit is about; what was typed is still to be kept."""


@transaction.atomic
def begin_draft(*, by: Person, flow: Flow) -> FlowDraft:
    """A draft of the next version, drawn from the one in use; the same draft for everybody. Raises NotYours."""
    _check(by)
    flow = Flow.objects.select_for_update().get(pk=flow.pk)
    known = FlowDraft.objects.with_people().filter(flow=flow).first()
    if known is not None:
        return known
    version = FlowVersion.objects.filter(flow=flow, number=flow.current).first()
    return _new(by, flow, version.graph if version is not None else {"v": 1, "line": []})


@transaction.atomic
def draw_new_flow(*, by: Person, name: str, graph: Json, kind: str = "request") -> FlowDraft:
    """A flow that nobody can use before it is published. Raises NotYours, ValidationError."""
    _check(by)
    name = clean(name)[:60]
    if not name or approval_kinds.find(kind) is None:
        raise ValidationError({"name": _("Give the flow a name by which people will look for it.")})
    if Flow.objects.filter(name=name).exists():
        raise ValidationError({"name": _("There is a flow of this name. Choose another name, or change that flow.")})
    flow = Flow.objects.create(key=f"drawn_{now():%Y%m%d%H%M%S%f}", kind=kind, name=name, is_on=False)
    return _new(by, flow, graph)


def _new(by: Person, flow: Flow, graph: Json) -> FlowDraft:
    at = now()
    draft = FlowDraft.objects.create(
        flow=flow, name=flow.name, based_on=flow.current, begun_by=by, begun_at=at, changed_by=by, changed_at=at
    )
    DraftState.objects.create(draft=draft, number=1, graph=graph, deed="begun", by=by, at=at)
    return draft


@transaction.atomic
def change_draft(*, by: Person, draft: FlowDraft, edit: Edit) -> tuple[FlowDraft, str]:
    """One edit, on the draft as it is now. Answers it with the key of the step to look at next.

    Edits of different steps never hinder each other. Raises NotYours, DraftUnfit, DraftChangedMeanwhile.
    """
    _check(by)
    draft = _locked(draft)
    before = graph_of_draft(draft)
    other = _changed_by_another(by, draft, edit) if edit.seen else None
    if other is None:
        edit = replace(edit, seen="")  # two windows, or a quick hand: the last of one's own words counts
    try:
        after, key = edited(before, edit, fresh=_fresh(draft, before))
    except EditRefused as refusal:
        raise _said(refusal, other or draft.changed_by) from refusal
    named = node_of(after, key) or node_of(before, edit.key) or {}
    if after != before:
        _keep(by, draft, after, edit.deed, str(named.get("name", ""))[:60])
    return draft, key


def _changed_by_another(by: Person, draft: FlowDraft, edit: Edit) -> Person | None:
    """Who else changed the step after it was as it was shown."""
    states = DraftState.objects.filter(draft=draft, number__lte=draft.place).select_related("by").order_by("-number")
    later: DraftState | None = None
    for state in states.iterator(chunk_size=20):
        node = node_of(state.graph, edit.key)
        if later is not None and later.by_id != by.pk and (node is None or _seal_in(later, edit.key) != seal(node)):
            return later.by
        if node is not None and seal(node) == edit.seen:
            return None
        later = state
    return draft.changed_by


def _seal_in(state: DraftState, key: str) -> str:
    node = node_of(state.graph, key)
    return seal(node) if node is not None else ""


def _said(refusal: EditRefused, who: Person) -> ValidationError:
    name = {"name": who.name}
    if refusal.why == "changed":
        return DraftChangedMeanwhile(
            _("%(name)s changed this step meanwhile. Look at what stands there now, then change it once more.") % name
        )
    return DraftUnfit(
        {
            "gone": _("%(name)s took this step out meanwhile. Undo brings it back.") % name,
            "inside": _("A fork can't be moved into itself. Choose a place outside of it."),
            "few": _("A fork needs two ways or more. Remove the whole fork instead."),
            "many": _("A fork has at most twelve ways. Put a second fork on one of them."),
        }[refusal.why]
    )


@transaction.atomic
def rename_draft(*, by: Person, draft: FlowDraft, name: str) -> FlowDraft:
    """What the flow will be called from the next version on. Raises NotYours, DraftUnfit."""
    _check(by)
    draft = _locked(draft)
    if not clean(name):
        raise DraftUnfit(_("Give the flow a name by which people will look for it."))
    draft.name = clean(name)[:60]
    _touch(by, draft)
    return draft


@transaction.atomic
def step_through_draft(*, by: Person, draft: FlowDraft, forward: bool, seen: int) -> FlowDraft:
    """Undo the last change, or do again what was undone. `seen` is the revision that was shown. Raises NotYours,
    DraftChangedMeanwhile, DraftUnfit."""
    _check(by)
    draft = _locked(draft)
    _check_revision(draft, seen)
    to = draft.place + (1 if forward else -1)
    if not DraftState.objects.filter(draft=draft, number=to).exists():
        raise DraftUnfit(_("There is nothing to do again.") if forward else _("There is nothing to undo."))
    draft.place = to
    _touch(by, draft)
    return draft


@transaction.atomic
def take_up_version(*, by: Person, draft: FlowDraft) -> FlowDraft:
    """Somebody published another version meanwhile and the draft is to come after it: what was drawn stays. Raises NotYours."""
    _check(by)
    draft = _locked(draft)
    draft.based_on = draft.flow.current
    _touch(by, draft)
    return draft


@transaction.atomic
def throw_draft_away(*, by: Person, draft: FlowDraft, seen: int) -> None:
    """The version in use stays. Raises NotYours, DraftChangedMeanwhile."""
    _check(by)
    draft = _locked(draft)
    _check_revision(draft, seen)
    flow = draft.flow
    draft.delete()
    if not FlowVersion.objects.filter(flow=flow).exists():
        flow.delete()


@transaction.atomic
def publish_draft(
    *, by: Person, draft: FlowDraft, seen: int, faults: Collection[str], note: str, tell: Iterable[Person]
) -> FlowVersion:
    """The draft becomes the version for new approvals, and people are told with one sentence. Running approvals stay on theirs.

    `faults` are what the check found that stops it. Raises NotYours, FlowUnfit, PublishedMeanwhile, DraftChangedMeanwhile.
    """
    _check(by)
    draft = _locked(draft)
    _check_revision(draft, seen)
    if faults:
        raise FlowUnfit(list(faults))
    if draft.based_on != draft.flow.current:
        raise PublishedMeanwhile(
            _("Version %(n)s was published meanwhile. Compare the draft with it before you publish yours.")
            % {"n": draft.flow.current}
        )
    flow, graph = draft.flow, graph_of_draft(draft)
    version = publish_flow(by=by, key=flow.key, name=draft.name, graph=graph, kind=flow.kind, after=draft.based_on)
    draft.delete()
    notify(
        people=tell,
        kind="approval.flow",
        text=noop("The flow “%(flow)s” has changed: %(note)s")
        if note.strip()
        else noop("The flow “%(flow)s” has changed"),
        by=by,
        on=Subject("flow", flow.pk),
        url="/approvals/new/",
        particulars={"flow": version.flow.name, "note": clean(note)[:200]},
    )
    return version


def graph_of_draft(draft: FlowDraft) -> Json:
    """What is drawn now."""
    graph: Json = DraftState.objects.get(draft=draft, number=draft.place).graph
    return graph


def _check(by: Person) -> None:
    if not can_care_for_flows(by):
        raise NotYours(_("Only an administrator may draw flows."))


def _locked(draft: FlowDraft) -> FlowDraft:
    """Raises DraftUnfit when somebody has published it or thrown it away."""
    found = FlowDraft.objects.select_for_update(of=("self",)).with_people().filter(pk=draft.pk).first()
    if found is None:
        raise DraftUnfit(_("This draft was published or thrown away meanwhile. Open the flow once more."))
    return found


def _check_revision(draft: FlowDraft, seen: int) -> None:
    if seen != draft.revision:
        raise DraftChangedMeanwhile(
            _("%(name)s changed the draft while you were looking. Look at it once more.")
            % {"name": draft.changed_by.name}
        )


def _keep(by: Person, draft: FlowDraft, graph: Json, deed: str, about: str) -> None:
    states = DraftState.objects.filter(draft=draft)
    states.filter(number__gt=draft.place).delete()
    draft.place += 1
    DraftState.objects.create(draft=draft, number=draft.place, graph=graph, deed=deed, about=about, by=by, at=now())
    states.filter(number__lte=draft.place - _KEPT).delete()
    _touch(by, draft)


def _touch(by: Person, draft: FlowDraft) -> None:
    draft.revision, draft.changed_by, draft.changed_at = draft.revision + 1, by, now()
    draft.save()


def _fresh(draft: FlowDraft, graph: Json) -> Callable[[], str]:
    """Keys that no version of this flow ever gave away: times are measured by them."""
    graphs: list[Any] = [graph, *draft.flow.versions.values_list("graph", flat=True)]  # Any: JSON values
    graphs += draft.states.values_list("graph", flat=True)
    taken = {node["key"] for one in graphs for node in walk(one["line"])}
    count = len(taken)

    def key() -> str:
        nonlocal count
        count += 1
        while f"n{count}" in taken:
            count += 1
        taken.add(f"n{count}")
        return f"n{count}"

    return key
