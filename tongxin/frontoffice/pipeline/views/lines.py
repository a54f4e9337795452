"""The lines of an opportunity, and a quote made of them."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refusal_of
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.queries import changed_line, pasted_lines, typed_line
from tongxin.frontoffice.orders.policies import sees_given_away
from tongxin.frontoffice.pipeline.actions import quote_opportunity, remove_deal_line, write_deal_lines
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pipeline.policies import can_change
from tongxin.frontoffice.pipeline.views.answering import said, seen
from tongxin.frontoffice.pipeline.views.record import page_of


def _mine(request: HttpRequest, number: int) -> Opportunity:
    one = seen(request, number)
    if not can_change(request.user, one):
        raise PermissionDenied
    return one


def _do(request: HttpRequest, one: Opportunity, deed: Callable[[], object], text: str, row: int = 0) -> HttpResponse:
    """Do it and come back, or come back and say why not, with what was typed."""
    try:
        deed()
    except ValidationError as error:
        return page_of(request, one, **refusal_of(error, request.POST, row))
    return said(request, text, f"{one.get_absolute_url()}#lines")


@door(signed_in, methods=("POST",))
@once
def opportunity_lines(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Add a line, or paste many."""
    one = _mine(request, opportunity_id)

    def add() -> None:
        pasted = request.POST.get("pasted", "").strip("\n")
        lines = pasted_lines(request.user, pasted) if pasted.strip() else [typed_line(request.user, request.POST)]
        write_deal_lines(by=me(request), opportunity=one, lines=lines)

    return _do(request, one, add, _("Saved"))


@door(signed_in, methods=("POST",))
def opportunity_line(request: HttpRequest, opportunity_id: int, deal_line_id: int) -> HttpResponse:
    """Another quantity, price or discount, or out with it."""
    one = _mine(request, opportunity_id)
    line = one.lines.select_related("product", "agreed").filter(pk=deal_line_id).first()
    if line is None:
        raise Http404
    line.opportunity = one
    if request.POST.get("remove"):
        return _do(
            request, one, lambda: remove_deal_line(by=me(request), opportunity=one, number=line.pk), _("Removed")
        )
    typed = changed_line(line, request.POST, sees_given=sees_given_away(request.user))
    return _do(
        request, one, lambda: write_deal_lines(by=me(request), opportunity=one, lines=[typed], known=line), _("Saved"), line.pk
    )  # fmt: skip


@door(signed_in, methods=("POST",))
@once
def opportunity_quotes(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """A quote of its lines."""
    one = _mine(request, opportunity_id)
    try:
        made = quote_opportunity(by=me(request), opportunity=one)
    except ValidationError as error:
        return page_of(request, one, refusal=" ".join(error.messages))
    return redirect(made.get_absolute_url())
