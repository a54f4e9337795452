"""Asking that a contract which holds becomes another one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import said
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.approvals.models import Approval
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.frontoffice.contracts.actions import amend_contract
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.queries import lines_of
from tongxin.frontoffice.contracts.views.answering import mine, version_of


@door(signed_in, methods=("GET", "POST"))
@once
def contract_amendments(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Another end, amount or quantity, or a clause more: somebody decides first."""
    one = mine(request, contract_id)
    lines, refusal = lines_of(one), ""
    if request.method == "POST":
        typed = {line.pk: request.POST.get(f"quantity-{line.pk}", "")[:20] for line in lines}
        try:
            approval = _asked(request, one, typed)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        except ValueError:
            refusal = _("There is no such day.")
        else:
            where = approval if approval.status == "running" else one
            return said(request, _("Asked"), where.get_absolute_url())
        for line in lines:
            line.typed = typed[line.pk]  # type: ignore[attr-defined]  # for the form only
    crumbs = [{"title": _("Contracts"), "url": reverse("contracts")}, {"title": one.number, "url": one.get_absolute_url()}, {"title": _("Amend"), "url": ""}]  # fmt: skip
    may_price = "gross" not in locked_fields(request.user, "contract")
    context = {
        "one": one, "lines": lines, "refusal": refusal, "typed": request.POST, "may_price": may_price, "crumbs": crumbs,
        "version": version_of(request) or one.version,
    }  # fmt: skip
    return render(request, "contracts/amend.html", context, status=422 if refusal else 200)


def _asked(request: HttpRequest, one: Contract, quantities: dict[int, Any]) -> Approval:  # Any: as typed
    said = request.POST
    return amend_contract(
        by=me(request), contract=one, why=said.get("why", ""), ends_on=parse_date(said.get("ends_on", "")),
        amount=said.get("amount", ""), quantities=quantities, words=said.get("words", ""), version=version_of(request),
    )  # fmt: skip
