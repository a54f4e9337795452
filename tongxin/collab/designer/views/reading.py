"""A draft read as a text, beside the version in use, and tried on real cases."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.base.web.pieces import is_piece
from tongxin.collab.access.policies import administrators
from tongxin.collab.designer.actions import graph_of_draft
from tongxin.collab.designer.queries.checking import faults_of
from tongxin.collab.designer.queries.comparing import differences
from tongxin.collab.designer.queries.told import paragraphs_of
from tongxin.collab.designer.queries.trial import Figures, Trial, try_out
from tongxin.collab.designer.views.loading import Context, crumbs_of, graph_in_use, seen_draft, while_drawn
from tongxin.collab.people.policies import me

_NAMED = 3


@door(administrators)
@while_drawn
def text(request: HttpRequest, flow_id: int) -> HttpResponse:
    """The draft as a text, with what is to be mended."""
    draft = seen_draft(request, flow_id)
    graph = graph_of_draft(draft)
    context = {
        "draft": draft,
        "flow": draft.flow,
        "paragraphs": paragraphs_of(graph, draft.flow.kind),
        "faults": faults_of(graph, draft.flow.kind, flow=draft.flow.key),
        "crumbs": crumbs_of(draft, _("Read as a text")),
    }
    return render(request, "designer/text.html", context)


@door(administrators)
@while_drawn
def comparison(request: HttpRequest, flow_id: int) -> HttpResponse:
    """What would change, and both as texts side by side."""
    draft = seen_draft(request, flow_id)
    graph, before = graph_of_draft(draft), graph_in_use(draft.flow)
    context = {
        "draft": draft,
        "flow": draft.flow,
        "differences": differences(before, graph, draft.flow.kind) if before else [],
        "before": paragraphs_of(before, draft.flow.kind) if before else [],
        "after": paragraphs_of(graph, draft.flow.kind),
        "crumbs": crumbs_of(draft, _("Compare")),
    }
    return render(request, "designer/comparison.html", context)


@door(administrators)
@while_drawn
def trial(request: HttpRequest, flow_id: int) -> HttpResponse:
    """Last month's requests, as they would have gone by the draft."""
    draft = seen_draft(request, flow_id)
    graph = graph_of_draft(draft)
    faults = [one for one in faults_of(graph, draft.flow.kind, flow=draft.flow.key) if one.stops]
    tried = None if faults else try_out(me(request), draft.flow, graph)
    context: Context = {
        "draft": draft,
        "flow": draft.flow,
        "faults": faults,
        "trial": tried,
        "rows": _rows(tried) if tried else [],
        "crumbs": crumbs_of(draft, _("Trial run")),
    }
    if is_piece(request):
        return render(request, "designer/_trial_bar.html", context | _moved(tried))
    return render(request, "designer/trial.html", context)


def _moved(tried: Trial | None) -> Context:
    """How far the first figures are from those of the version in use, and who would be asked most."""
    if tried is None:
        return {}
    after, before = tried.after, tried.before or tried.after
    return {
        "moved": {
            "time": after.median - before.median,
            "by_itself": after.by_itself - before.by_itself,
            "times": after.times - before.times,
        },
        "asked_most": after.asked[:_NAMED],
        "asked_others": len(after.asked[_NAMED:]),
    }


def _rows(tried: Trial) -> list[tuple[str, str, int | None, int]]:
    """Figures: how they are shown, what they are called, by the version in use, by the draft."""
    before, after = tried.before, tried.after
    rows: list[tuple[str, str, Callable[[Figures], int]]] = [
        ("time", _("Half of them within"), lambda one: one.median),
        ("time", _("Nine in ten within"), lambda one: one.slowest),
        ("count", _("Pass by themselves"), lambda one: one.by_itself),
        ("count", _("People are asked so often"), lambda one: one.times),
        ("count", _("Refused"), lambda one: one.refused),
        ("count", _("Get stuck"), lambda one: one.stuck),
    ]
    return [(key, said, figure(before) if before else None, figure(after)) for key, said, figure in rows]
