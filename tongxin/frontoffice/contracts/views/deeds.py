"""What is done with a contract: decided on, sealed, signed, ended, renewed."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import do, said
from tongxin.base.web.refusing import refuse
from tongxin.collab.files.actions import FileRefused, attach_file, store_file
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.frontoffice.contracts.actions import (
    ask_for_seal,
    note_signed,
    renew_as_deal,
    renew_contract,
    seal_contract,
    terminate_contract,
)
from tongxin.frontoffice.contracts.forms import ReasonForm
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_contract, can_seal
from tongxin.frontoffice.contracts.views.answering import mine, version_of


@door(signed_in, methods=("POST",))
@once
def contract_asking(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Somebody is to decide whether it may be sealed."""
    one = mine(request, contract_id)
    why, version = request.POST.get("why", ""), version_of(request)
    return do(request, one, lambda: ask_for_seal(by=me(request), contract=one, why=why, version=version), _("Asked"))


@door(signed_in, methods=("POST",))
def contract_sealing(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Our seal is on so many copies; a scan may come along."""
    one = mine(request, contract_id)
    if not can_seal(request.user):
        raise PermissionDenied
    typed = request.POST.get("copies", "")
    copies = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    return do(request, one, lambda: _with_scan(request, one, seal_contract(by=me(request), contract=one, copies=copies)), _("Sealed"))  # fmt: skip


@door(signed_in, methods=("POST",))
def contract_signing(request: HttpRequest, contract_id: int) -> HttpResponse:
    """The customer signed; the scan may come along."""
    one = mine(request, contract_id)
    try:
        day = parse_date(request.POST.get("signed_on", ""))
    except ValueError:
        return said(request, _("There is no such day."), one.get_absolute_url(), is_refusal=True)
    return do(
        request, one, lambda: _with_scan(request, one, note_signed(by=me(request), contract=one, day=day)), _("Saved")
    )


@door(signed_in, methods=("POST",))
def contract_scans(request: HttpRequest, contract_id: int) -> HttpResponse:
    """A file on the contract."""
    one = mine(request, contract_id)
    if not request.FILES.getlist("scan"):
        return said(request, _("Choose a file first."), one.get_absolute_url(), is_refusal=True)
    return do(request, one, lambda: _with_scan(request, one, None), _("Saved"))


def _with_scan(request: HttpRequest, one: Contract, done: object) -> None:
    uploads: list[Any] = request.FILES.getlist("scan")  # Any: uploads have a size by the time they are here
    who: Person = me(request)
    try:
        for upload in uploads:
            attach_file(by=who, file=store_file(by=who, upload=upload), on=Subject("contract", one.pk), customer=one.party_id)  # fmt: skip
    except FileRefused as error:
        raise ValidationError(str(error)) from error


@door(signed_in, methods=("GET", "POST"))
def contract_termination(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Ended before its time, and why."""
    one = mine(request, contract_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            terminate_contract(by=me(request), contract=one, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Terminated: %(name)s") % {"name": one.number}, one.get_absolute_url())
    crumbs = [{"title": one.number, "url": one.get_absolute_url()}, {"title": _("Terminate"), "url": ""}]
    context = {"form": form, "title": f"{_('Terminate')} · {one.number}", "crumbs": crumbs, "button": _("Terminate")}
    return render(request, "contracts/form.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
@once
def contract_renewals(request: HttpRequest, contract_id: int) -> HttpResponse:
    """The contract that follows, or (`as=deal`) an opportunity to win it again; where there is one, that one."""
    one = mine(request, contract_id)
    if not can_contract(request.user):
        raise PermissionDenied
    known = Contract.objects.visible_to(request.user).standing().filter(renews=one).first()
    try:
        if request.POST.get("as") == "deal":
            deal = renew_as_deal(by=me(request), contract=one)
            return said(request, _("Begun: %(name)s") % {"name": deal.name}, deal.get_absolute_url())
        made = known or renew_contract(by=me(request), contract=one)
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return said(request, _("Begun: %(name)s") % {"name": made.number}, made.get_absolute_url())
