"""The firm's rules for whole customer information: in words, with a look at what another one would change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.people.policies import me
from tongxin.directory.quality.actions import choose_rules
from tongxin.directory.quality.forms import PART_CHOICES, RuleForm
from tongxin.directory.quality.models import FirmRule
from tongxin.directory.quality.queries.trying import trial_of
from tongxin.directory.quality.words import rule_said


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    steps = [(_("Settings"), reverse("settings")), *more]
    return [{"title": title, "url": url} for title, url in steps]


@door(administrators)
def rules(request: HttpRequest) -> HttpResponse:
    """All rules in words, by part."""
    rows = [(rule, rule_said(rule.as_rule())) for rule in FirmRule.objects.all()]
    groups = [(label, [row for row in rows if row[0].part == part]) for part, label in PART_CHOICES]
    context = {"groups": groups, "crumbs": _crumbs((_("Data quality"), ""))}
    return render(request, "quality/rules.html", context)


@door(administrators, methods=("GET", "POST"))
def new_rule(request: HttpRequest) -> HttpResponse:
    """Another rule."""
    return _edit(request, None)


@door(administrators, methods=("GET", "POST"))
def rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Change a rule, or see what a change would do."""
    return _edit(request, get_object_or_404(FirmRule, pk=rule_id))


def _edit(request: HttpRequest, old: FirmRule | None) -> HttpResponse:
    start = {name: getattr(old, name) for name in RuleForm.base_fields} if old else {}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=start)
    context: dict[str, Any] = {"form": form, "rule": old}  # Any: template context
    if request.method == "POST" and form.is_valid():
        chosen, there = form.rule(old.place if old else 0), list(FirmRule.objects.all())
        wanted = [chosen if one == old else one for one in there] if old else [*there, chosen]
        chosen.pk = old.pk if old else None
        if "try" not in request.POST:
            choose_rules(by=me(request), rules=wanted)
            messages.success(request, _("Saved. All customers are being rated anew."))
            return redirect("quality_rules")
        context["trial"] = trial_of([one.as_rule() for one in there], [one.as_rule() for one in wanted], now())
    title = rule_said(old.as_rule()) if old else _("New rule")
    context |= {"title": title, "crumbs": _crumbs((_("Data quality"), reverse("quality_rules")), (title, ""))}
    return render(request, "quality/rule.html", context, status=422 if form.errors else 200)


@door(administrators, methods=("POST",))
def removal(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Ask this no longer."""
    gone = get_object_or_404(FirmRule, pk=rule_id)
    choose_rules(by=me(request), rules=list(FirmRule.objects.exclude(pk=gone.pk)))
    messages.success(request, _("Removed. All customers are being rated anew."))
    return redirect("quality_rules")
