"""Contracts: a new one, its page, its facts, its lines."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import do, said
from tongxin.base.web.refusing import refusal_of, refuse
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.approvals.models import Approval
from tongxin.collab.files.queries import attachments_of
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.actions.lines import sum_lines
from tongxin.directory.catalogue.queries import changed_line, pasted_lines, typed_line
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions import (
    change_contract,
    pass_contract,
    remove_line,
    start_contract,
    write_lines,
)
from tongxin.frontoffice.contracts.actions.flow import KIND
from tongxin.frontoffice.contracts.forms import ContractForm, FactsForm
from tongxin.frontoffice.contracts.models import Contract, ContractTemplate
from tongxin.frontoffice.contracts.policies import can_change, can_contract, can_seal, sees_amounts
from tongxin.frontoffice.contracts.queries import deviations_of, findings_of, lines_of, milestones_of
from tongxin.frontoffice.contracts.queries.amending import amendments_of
from tongxin.frontoffice.contracts.queries.sources import standing_deal
from tongxin.frontoffice.contracts.queries.wording import filled, values_of
from tongxin.frontoffice.contracts.views.answering import mine, seen
from tongxin.frontoffice.orders.policies import sees_given_away

_FACTS = ("title", "kind", "begins_on", "ends_on", "their_number", "project", "note")


def _chosen(request: HttpRequest) -> str:
    number = request.GET.get("customer", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    party = Party.objects.visible_to(request.user).living().filter(pk=int(number)).first() if is_number else None
    return party.name if party else ""


def _may_price(request: HttpRequest) -> bool:
    return "gross" not in locked_fields(request.user, "contract")


@door(signed_in, methods=("GET", "POST"))
@once
def new_contract(request: HttpRequest) -> HttpResponse:
    """A customer is enough; `?customer` says who."""
    if not can_contract(request.user):
        raise PermissionDenied
    form = ContractForm(
        request.POST or None, person=me(request), with_amount=_may_price(request), initial={"customer": _chosen(request)}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            facts = {name: typed[name] for name in _FACTS if typed.get(name)}
            made = start_contract(
                by=me(request), party=typed["customer"], currency=typed["currency"], amount=typed.get("amount") or None, owner=typed["owner"],
                unit=typed["unit"], custom=form.own_values(), **facts
            )  # fmt: skip
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Begun: %(name)s") % {"name": made.number}, made.get_absolute_url())
    crumbs = [{"title": _("Contracts"), "url": reverse("contracts")}, {"title": _("New contract"), "url": ""}]
    context = {"form": form, "title": _("New contract"), "crumbs": crumbs}
    return render(request, "contracts/form.html", context, status=422 if form.errors else 200)


def page_of(request: HttpRequest, one: Contract, **more: Any) -> HttpResponse:  # Any: context
    """The contract's page, maybe with what was refused."""
    sees = sees_amounts(request.user)
    lines = lines_of(one) if sees else []
    may_change = can_change(request.user, one)
    day = timezone.localdate(now())
    context = {
        "one": one,
        "sees": sees,
        "lines": lines,
        "sums": sum_lines(lines, one.currency),
        "sees_given": sees_given_away(request.user),
        "may_change": may_change,
        "may_write": may_change and one.is_draft,
        "may_price": may_change and one.is_draft and _may_price(request),
        "days_left": one.days_left(day),
        "day": day,
        **_words_and_days(request, one, day),
        **_amended(one, sees),
        **_acts(request, one, may_change=may_change),
        "crumbs": [{"title": _("Contracts"), "url": reverse("contracts")}, {"title": one.number, "url": ""}],
        **more,
    }
    return render(request, "contracts/contract.html", context, status=422 if more.get("refusal") else 200)


def _words_and_days(request: HttpRequest, one: Contract, day: date) -> dict[str, Any]:  # Any: context
    clauses = list(one.clauses.all())
    values = values_of(request.user, one, get_language() or "zh-hans") if clauses else {}
    milestones = milestones_of(one)
    done = sum(each.done_on is not None for each in milestones)
    return {
        "clauses": [(each, filled(each.text, values)) for each in clauses],
        "deviations": deviations_of(clauses),
        "milestones": [(each, each.is_late(day)) for each in milestones],
        "done": done,
        "scans": attachments_of(request.user, Subject("contract", one.pk)),
    }


def _amended(one: Contract, sees: bool) -> dict[str, Any]:  # Any: context
    amendments = amendments_of(one, sees=sees) if not one.is_draft else []
    return {
        "amendments": amendments,
        "is_amending": any(each.state == each.State.ASKED for each, _changes in amendments),
    }


def _acts(request: HttpRequest, one: Contract, *, may_change: bool) -> dict[str, Any]:  # Any: context
    """What can be done next, and by whom."""
    person = request.user
    seen_ones = Contract.objects.visible_to(person)
    asked = Approval.objects.visible_to(person).filter(kind=KIND, subject_kind="contract", subject_id=one.pk)
    return {
        "findings": findings_of(one, person) if one.is_draft and may_change else [],
        "templates": ContractTemplate.objects.filter(is_in_use=True) if one.is_draft and may_change else [],
        "approval": asked.order_by("-pk").first() if not one.is_draft else None,
        "may_seal": may_change and one.state == Contract.State.APPROVED and can_seal(person),
        "deal": standing_deal(one),
        "may_renew": may_change and (one.holds or one.state == Contract.State.ENDED) and can_contract(person),
        "followed_by": seen_ones.standing().filter(renews=one).first(),
        "follows": seen_ones.filter(pk=one.renews_id).first() if one.renews_id else None,
    }


@door(signed_in)
def contract(request: HttpRequest, contract_id: int) -> HttpResponse:
    """One contract."""
    return page_of(request, seen(request, contract_id))


@door(signed_in, methods=("GET", "POST"))
def contract_facts(request: HttpRequest, contract_id: int) -> HttpResponse:
    """What stands at the head of a draft."""
    one = mine(request, contract_id)
    with_amount = _may_price(request) and not one.lines.exists()
    known = {name: getattr(one, name) for name in (*_FACTS, "version", "owner", "unit")}
    form = FactsForm(request.POST or None, person=me(request), with_amount=with_amount, initial={**known, "amount": one.total.amount if with_amount else ""})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name not in ("version", "owner")}
        try:
            with transaction.atomic():
                change_contract(by=me(request), contract=one, version=form.cleaned_data["version"], **typed)
                if owner := form.cleaned_data["owner"]:
                    pass_contract(by=me(request), contract=one, owner=owner)
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Saved"), one.get_absolute_url())
    crumbs = [{"title": one.number, "url": one.get_absolute_url()}, {"title": _("Change"), "url": ""}]
    context = {"form": form, "title": one.number, "crumbs": crumbs}
    return render(request, "contracts/form.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
@once
def contract_lines(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Add a line, or paste many."""
    one = mine(request, contract_id)
    pasted = request.POST.get("pasted", "").strip("\n")
    try:
        lines = pasted_lines(request.user, pasted) if pasted.strip() else [typed_line(request.user, request.POST)]
        write_lines(by=me(request), contract=one, lines=lines)
    except ValidationError as error:
        return page_of(request, one, **refusal_of(error, request.POST))
    return said(request, _("Saved"), f"{one.get_absolute_url()}#lines")


@door(signed_in, methods=("POST",))
def contract_line(request: HttpRequest, contract_id: int, contract_line_id: int) -> HttpResponse:
    """Another quantity, price or discount, or out with it."""
    one = mine(request, contract_id)
    line = one.lines.select_related("product", "agreed").filter(pk=contract_line_id).first()
    if line is None:
        raise Http404
    line.contract = one
    if request.POST.get("remove"):
        return do(
            request, one, lambda: remove_line(by=me(request), contract=one, number=line.pk), _("Removed"), "#lines"
        )
    typed = changed_line(line, request.POST, sees_given=sees_given_away(request.user))
    try:
        write_lines(by=me(request), contract=one, lines=[typed], known=line)
    except ValidationError as error:
        return page_of(request, one, **refusal_of(error, request.POST, line.pk))
    return said(request, _("Saved"), f"{one.get_absolute_url()}#lines")
