"""Settings: sources with their promise, and rules of assignment."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.people.policies import me
from tongxin.frontoffice.leads.actions import save_rules, save_source
from tongxin.frontoffice.leads.actions.arranging import RuleDraft
from tongxin.frontoffice.leads.forms import BLANK_RULES, RuleForm, SourceForm
from tongxin.frontoffice.leads.models import AssignmentRule, LeadSource


def _crumbs(title: str = "") -> list[dict[str, str]]:
    named = _("Lead rules")
    first = ((_("Settings"), reverse("settings")), (named, reverse("lead_settings") if title else ""))
    return [{"title": name, "url": url} for name, url in (*first, *([(title, "")] if title else []))]


def _rules(data: QueryDict | None) -> list[RuleForm]:
    known = list(AssignmentRule.objects.order_by("place", "id"))
    count = len(known) + BLANK_RULES
    first = [{name: getattr(rule, name) for name in RuleForm.base_fields} for rule in known]
    initials = [*first, *({} for _blank in range(BLANK_RULES))]
    return [RuleForm(data, prefix=f"r{place}", initial=initials[place]) for place in range(count)]


@door(administrators)
def settings(request: HttpRequest) -> HttpResponse:
    """Sources and rules."""
    sources = LeadSource.objects.order_by("retired_at", "place", "id")
    return render(request, "leads/settings.html", {"sources": sources, "rules": _rules(None), "crumbs": _crumbs()})


@door(administrators, methods=("POST",))
def rules(request: HttpRequest) -> HttpResponse:
    """All rules anew, in their order."""
    forms = _rules(request.POST)
    if all(form.is_valid() for form in forms):
        drafts = [RuleDraft(**form.cleaned_data) for form in forms if any(form.cleaned_data.values())]
        try:
            save_rules(by=me(request), rules=drafts)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The rules are saved."))
            return redirect("lead_settings")
    sources = LeadSource.objects.order_by("retired_at", "place", "id")
    return render(request, "leads/settings.html", {"sources": sources, "rules": forms, "crumbs": _crumbs()}, status=422)


@door(administrators, methods=("GET", "POST"))
def new_source(request: HttpRequest) -> HttpResponse:
    """A further source."""
    return _source(request, None)


@door(administrators, methods=("GET", "POST"))
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Its name and its promise."""
    return _source(request, get_object_or_404(LeadSource, pk=source_id))


def _source(request: HttpRequest, found: LeadSource | None) -> HttpResponse:
    known = (
        {"name": found.called, "hours": found.hours, "is_in_use": found.retired_at is None}
        if found
        else {"hours": 8, "is_in_use": True}
    )
    form = SourceForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_source(by=me(request), source=found, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": saved.called})
            return redirect("lead_settings")
    title = found.called if found else _("New source")
    context = {"form": form, "title": title, "crumbs": _crumbs(title)}
    return render(request, "leads/source.html", context, status=422 if form.errors else 200)
