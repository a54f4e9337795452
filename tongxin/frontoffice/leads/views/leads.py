"""Leads: noting, answering, taking, assigning, dropping."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import found_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import say_whole
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.privacy.queries.masks import reveal_rule
from tongxin.frontoffice.leads.actions import answer_lead, assign_lead, drop_lead, note_lead, reopen_lead, take_lead
from tongxin.frontoffice.leads.forms import AnswerForm, AssignForm, DropForm, LeadForm
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.leads.policies import can_change_lead, can_note_leads
from tongxin.frontoffice.leads.queries import (
    FACTS,
    hidden_of_leads,
    likes_of,
    locked_of_leads,
    masks_of_leads,
    seen_value,
)


def seen_lead(request: HttpRequest, number: int) -> Lead:
    """The lead, if this person may see it; otherwise it does not exist."""
    rows = Lead.objects.visible_to(request.user).select_related(
        "owner", "source", "step", "party", "contact", "opportunity"
    )
    return found_in(rows, number)


def crumbs_of(title: str) -> list[dict[str, str]]:
    """Where you are."""
    return [{"title": _("Leads"), "url": reverse("leads")}, {"title": title[:40], "url": ""}]


@door(signed_in)
def lead(request: HttpRequest, lead_id: int) -> HttpResponse:
    """The lead's page: who, until when we answer, who it may be, what was said."""
    one, hidden = seen_lead(request, lead_id), hidden_of_leads(request.user)
    say_whole(request.user, "lead", [one.pk])
    context = {
        "one": one,
        "hidden": hidden,
        "facts": _facts(one, hidden, masks_of_leads(request.user)),
        "asks_reason": reveal_rule().asks_reason,
        "notes": one.notes.select_related("made_by"),
        "likes": likes_of(request.user, one) if one.is_open else [],
        "may_change": can_change_lead(request.user, one),
        "may_take": one.is_open and one.owner is None and can_note_leads(request.user),
        "form": AnswerForm(),
        "now": now(),
        "late": one.is_late(now()),
        "crumbs": crumbs_of(one.called),
    }
    return render(request, "leads/lead.html", context)


def _facts(one: Lead, hidden: Collection[str], masks: dict[str, str]) -> list[dict[str, Any]]:  # Any: template context
    shown = {name: seen_value(one, name, hidden, masks) for name in FACTS}
    return [
        {"label": str(LeadForm.base_fields[name].label), "value": value, "name": name, "is_masked": name in masks}
        for name, value in shown.items()
        if value
    ]


@door(signed_in, methods=("GET", "POST"))
@once
def new_lead(request: HttpRequest) -> HttpResponse:
    """Note somebody who shows interest."""
    if not can_note_leads(request.user):
        raise PermissionDenied
    form = LeadForm(request.POST if request.method == "POST" else None, locked=locked_of_leads(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            made = note_lead(by=me(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _told_of(made, hidden_of_leads(request.user)))
            return redirect(made if Lead.objects.visible_to(request.user).filter(pk=made.pk).exists() else "leads")
    return shown_form(request, form, _("New lead"), _("Save"))


def _told_of(made: Lead, hidden: Collection[str]) -> str:
    if "owner" in hidden:
        return _("Noted: %(title)s") % {"title": made.called}
    owner = made.owner.name if made.owner else _("with nobody yet")
    return _("Noted: %(title)s, with %(owner)s") % {"title": made.called, "owner": owner}


def shown_form(
    request: HttpRequest, form: forms.Form, title: str, label: str, **more: Any
) -> HttpResponse:  # Any: context
    """A form of its own page."""
    context = {"form": form, "title": title, "label": label, "crumbs": crumbs_of(title), **more}
    return render(request, "leads/form.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
@once
def answer(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Write down what was said."""
    one = seen_lead(request, lead_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a word what happened."))
        return redirect(one)
    answer_lead(by=me(request), lead=one, **form.cleaned_data)
    return redirect(one)


@door(signed_in, methods=("POST",))
def taking(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Take one that nobody has."""
    one = seen_lead(request, lead_id)
    try:
        take_lead(by=me(request), lead=one)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(one)


@door(signed_in, methods=("GET", "POST"))
def assignment(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Give it to a colleague."""
    one = _mine(request, lead_id)
    initial = {} if "owner" in hidden_of_leads(request.user) else {"owner": one.owner_id}
    form = AssignForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            assign_lead(by=me(request), lead=one, owner=form.cleaned_data["owner"])
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect("leads")
    return shown_form(request, form, _("Give it to a colleague"), _("Save"))


@door(signed_in, methods=("GET", "POST"))
def dropping(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Nothing comes of it."""
    one = _mine(request, lead_id)
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            drop_lead(by=me(request), lead=one, why=form.cleaned_data["why"])
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect(one)
    return shown_form(request, form, _("Drop %(title)s") % {"title": one.called}, _("Drop it"))


@door(signed_in, methods=("POST",))
def reopening(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Take up again what was dropped."""
    one = _mine(request, lead_id)
    try:
        reopen_lead(by=me(request), lead=one)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(one)


def _mine(request: HttpRequest, number: int) -> Lead:
    one = seen_lead(request, number)
    if not can_change_lead(request.user, one):
        raise PermissionDenied
    return one
