"""Writing the parts of a rule: when, if, then."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.filters import BadFilter, read_filter
from tongxin.base.filters.drafts import Line, blame, change, data_of, draft_from, draft_of, fitted
from tongxin.base.filters.showing import shown_draft
from tongxin.base.registries.automations import acts_for, automation_acts
from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.automations.actions import save_rule
from tongxin.collab.automations.definition import MOST_ACTS, Definition, Json, Step, read, written
from tongxin.collab.automations.forms import ActForm, WhenForm, kind_of, when_of
from tongxin.collab.automations.models import Rule
from tongxin.collab.automations.queries.fitting import headed_fields
from tongxin.collab.automations.views.loading import crumbs_of, is_piece, kept, seen_rule
from tongxin.collab.people.policies import me


@door(administrators, methods=("GET", "POST"))
def rule_when(request: HttpRequest, automation_id: int) -> HttpResponse:
    """Its name, for what it waits, and in whose name it acts."""
    found = seen_rule(request, automation_id)
    said = read(found.draft)
    when = request.POST.get("when", "")
    when = when if when and kind_of(when) == found.kind else when_of(found, said)
    is_sent = request.method == "POST" and request.POST.get("do") == "keep"
    url = reverse("rule-when", args=[found.pk])
    form = WhenForm(request.POST if is_sent else None, rule=found, said=said, when=when, url=url)
    if is_sent and form.is_valid():
        values = form.cleaned_data
        try:
            save_rule(
                by=me(request),
                rule=found,
                name=values["name"],
                acts_as=values["acts_as"],
                said=form.changed_said(said),
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            return kept(request, found)
    context = {"form": form, "rule": found, "title": _("When it acts"), "url": url}
    return _answer(request, found, "automations/part.html", context, bool(form.errors))


def _answer(
    request: HttpRequest, found: Rule, template: str, context: Mapping[str, object], is_refused: bool
) -> HttpResponse:
    whole = {**context, "crumbs": crumbs_of(found, str(context["title"]))}
    return render(
        request, f"{template}#form" if is_piece(request) else template, whole, status=422 if is_refused else 200
    )


@door(administrators, methods=("GET", "POST"))
def rule_conditions(request: HttpRequest, automation_id: int) -> HttpResponse:
    """GET: its conditions, to be built. POST: after each choice the form anew; `do=apply` keeps them."""
    found = seen_rule(request, automation_id)
    said, headed = read(found.draft), headed_fields(found.acts_as, found.kind)
    known = [field for _label, fields in headed for field in fields]
    if request.method == "GET":
        return _conditions(request, found, fitted(draft_of(said.filter), known))
    draft = change(fitted(draft_from(request.POST), known), request.POST.get("do", ""))
    if request.POST.get("do") != "apply":
        return _conditions(request, found, draft)
    data = data_of(draft)
    try:
        read_filter(data, known)
    except BadFilter as error:
        blame(draft, error)
        return _conditions(request, found, draft, is_refused=True)
    save_rule(by=me(request), rule=found, said=_with(said, filter=data))
    return kept(request, found)


def _conditions(request: HttpRequest, found: Rule, draft: Line, *, is_refused: bool = False) -> HttpResponse:
    if not draft.lines:
        draft = change(draft, "add:")
    context = {
        "draft": shown_draft(draft, headed_fields(found.acts_as, found.kind)),
        "rule": found,
        "title": _("Which records it acts on"),
        "url": reverse("rule-conditions", args=[found.pk]),
    }
    return _answer(request, found, "automations/conditions.html", context, is_refused)


def _with(said: Definition, **values: object) -> Definition:
    return read({**written(said), **values})


@door(administrators, methods=("GET", "POST"))
def rule_act(request: HttpRequest, automation_id: int) -> HttpResponse:
    """One act: the one at `at`, or a new one of `act`. POST without `do=keep` draws the form anew."""
    found = seen_rule(request, automation_id)
    said, at = read(found.draft), request.GET.get("at", "")
    place = int(at) if at.isascii() and at.isdigit() and len(at) < 3 else len(said.acts)
    old = said.acts[place] if place < len(said.acts) else Step(request.GET.get("act", ""), {})
    if old.act not in acts_for(found.acts_as, found.kind) or place >= MOST_ACTS:
        raise Http404
    given = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    chosen = given if request.method == "POST" else old.values
    act = automation_acts.get(old.act)
    inputs = act.inputs(found.acts_as, found.kind, chosen)
    is_sent = request.POST.get("do") == "keep"
    url = f"{reverse('rule-act', args=[found.pk])}?act={old.act}&at={place if place < len(said.acts) else ''}"
    form = ActForm(
        given if is_sent else None,
        person=found.acts_as,
        kind=found.kind,
        inputs=inputs,
        url=url,
        initial=dict(chosen),
    )
    if is_sent and form.is_valid():
        acts: list[Json] = written(said)["acts"]
        acts[place : place + 1] = [{"act": old.act, "values": form.values()}]
        save_rule(by=me(request), rule=found, said=_with(said, acts=acts))
        return kept(request, found)
    context = {"form": form, "rule": found, "title": str(act.label), "url": url}
    return _answer(request, found, "automations/part.html", context, bool(form.errors))
