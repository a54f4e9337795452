"""The list of rules, a new one, and the page of each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.registries.automations import acts_for, automation_acts
from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.automations.actions import (
    NotReady,
    pull_brake,
    put_in_use,
    release_brake,
    remove_rule,
    save_rule,
    switch_off,
    write_rule,
)
from tongxin.collab.automations.definition import Definition, Step, read, written
from tongxin.collab.automations.forms import NewRuleForm, RulesFileForm, kind_of
from tongxin.collab.automations.models import Brake, Rule
from tongxin.collab.automations.queries import faults_of, said_rule
from tongxin.collab.automations.queries.log import counts_of
from tongxin.collab.automations.ready_rules import READY
from tongxin.collab.automations.views.loading import crumbs, crumbs_of, seen_rule
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me


@door(administrators)
def rules(request: HttpRequest) -> HttpResponse:
    """All rules with what they did lately."""
    found = list(
        Rule.objects.visible_to(request.user).present().select_related("acts_as", "live").order_by("-is_on", "name")
    )
    counts = counts_of(found, now=now())
    context = {
        "rows": [(rule, said_rule(rule.acts_as, rule.kind, shown(rule)), counts.get(rule.pk, {})) for rule in found],
        "brake": Brake.objects.filter(released_at=None).select_related("pulled_by").first(),
        "file_form": RulesFileForm(),
        "crumbs": crumbs(),
    }
    return render(request, "automations/rules.html", context)


def shown(rule: Rule) -> Definition:
    """What acts, or what is being written where nothing acts."""
    return read(rule.live.definition if rule.live is not None and rule.is_on else rule.draft)


@door(administrators, methods=("GET", "POST"))
@once
def new_rule(request: HttpRequest) -> HttpResponse:
    """GET: ready rules, or an own one. POST: begin it (`ready` names a ready one)."""
    ready = request.POST.get("ready", "")
    if ready in offered(me(request)):
        one = READY[ready]
        rule = write_rule(by=me(request), name=str(one.name), kind=one.kind, said=in_own_words(one.said))
        messages.success(request, _("Look at it, try it, and put it into use."))
        return redirect(rule)
    form = NewRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            values = form.cleaned_data
            rule = write_rule(by=me(request), name=values["name"], kind=kind_of(values["when"]), said=form.said())
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect(rule)
    context = {
        "form": form,
        "ready": [(key, READY[key]) for key in offered(me(request))],
        "crumbs": crumbs((pgettext("automation", "New rule"), "")),
    }
    return render(request, "automations/new.html", context, status=422 if form.errors else 200)


def offered(person: Person) -> list[str]:
    """Ready rules that could act here."""
    return [key for key, one in READY.items() if not faults_of(person, one.kind, one.said)]


def in_own_words(said: Definition) -> Definition:
    """A ready rule with its texts in the reader's language."""
    acts = (Step(one.act, {k: _(v) if k == "text" else v for k, v in one.values.items()}) for one in said.acts)
    return read({**written(said), "acts": [{"act": one.act, "values": dict(one.values)} for one in acts]})


@door(administrators)
def rule(request: HttpRequest, automation_id: int) -> HttpResponse:
    """One rule: as a sentence, with what is wrong with it, and what can be done."""
    found = seen_rule(request, automation_id)
    said = read(found.draft)
    context = {
        "rule": found,
        "said": said_rule(found.acts_as, found.kind, said),
        "definition": said,
        "faults": faults_of(found.acts_as, found.kind, said),
        "acts": [(name, automation_acts.get(name)) for name in acts_for(found.acts_as, found.kind)],
        "icons": [act.icon if (act := automation_acts.find(one.act)) else "warn" for one in said.acts],
        "is_braked": Brake.objects.filter(released_at=None).exists(),
        "crumbs": crumbs_of(found),
    }
    return render(request, "automations/rule.html", context)


@door(administrators, methods=("POST",))
def rule_deeds(request: HttpRequest, automation_id: int) -> HttpResponse:
    """`do`: use, off, back (to what acts), remove, drop:N or up:N an act."""
    found, by = seen_rule(request, automation_id), me(request)
    deed, _colon, place = request.POST.get("do", "").partition(":")
    try:
        if deed == "use":
            put_in_use(by=by, rule=found)
            messages.success(request, _("From now on it acts."))
        elif deed == "off":
            switch_off(by=by, rule=found)
            messages.success(request, _("It stands still."))
        elif deed == "back" and found.live is not None:
            save_rule(by=by, rule=found, said=read(found.live.definition))
        elif deed == "remove":
            remove_rule(by=by, rule=found)
            messages.success(request, _("“%(name)s” is gone.") % {"name": found.name})
            return redirect("rules")
        elif deed in ("drop", "up"):
            save_rule(by=by, rule=found, said=_moved(read(found.draft), deed, place))
        else:
            raise Http404
    except NotReady as error:
        messages.error(request, " ".join(error.messages))
    return redirect(found)


def _moved(said: Definition, deed: str, place: str) -> Definition:
    """The rule without an act, or with it one place earlier."""
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 3 else -1
    acts: list[Any] = written(said)["acts"]  # Any: JSON
    if not 0 <= at < len(acts):
        raise Http404
    act = acts.pop(at)
    if deed == "up":
        acts.insert(max(at - 1, 0), act)
    return read({**written(said), "acts": acts})


@door(administrators, methods=("POST",))
def rules_brake(request: HttpRequest) -> HttpResponse:
    """Stop all rules, or let them act again."""
    if request.POST.get("do") == "release":
        release_brake(by=me(request))
    else:
        pull_brake(by=me(request))
    return redirect("rules")
