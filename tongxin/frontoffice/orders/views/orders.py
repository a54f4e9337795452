"""Orders: a new one, its page, its lines, its sheet."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.registries import places
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import do, said
from tongxin.base.web.refusing import refusal_of, refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.actions import AgreementExceeded
from tongxin.directory.catalogue.actions.lines import sum_lines
from tongxin.directory.catalogue.queries import changed_line, figure, pasted_lines, typed_line
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions import change_order, remove_line, start_order, write_line, write_lines
from tongxin.frontoffice.orders.forms import FactsForm, OrderForm
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.orders.policies import can_change, can_order, can_release, sees_given_away
from tongxin.frontoffice.orders.queries import findings_of, lines_of, usual_basket
from tongxin.frontoffice.orders.views.answering import mine, seen

_FACTS = ("title", "wanted_on", "their_number", "ship_to", "project", "terms")


def _chosen(request: HttpRequest) -> Party | None:
    number = request.GET.get("customer", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    return Party.objects.visible_to(request.user).living().filter(pk=int(number)).first() if is_number else None


@door(signed_in, methods=("GET", "POST"))
@once
def new_order(request: HttpRequest) -> HttpResponse:
    """A customer is enough; `?customer` says who, and what is usual there stands ready."""
    if not can_order(request.user):
        raise PermissionDenied
    party = _chosen(request)
    usual = usual_basket(request.user, party) if party else []
    form = OrderForm(request.POST or None, person=me(request), initial={"customer": party.name if party else ""})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            facts = {name: typed[name] for name in _FACTS if name in typed}
            lines, own = _basket(request, usual), form.own_values()
            made = start_order(
                by=me(request), party=typed["customer"], currency=typed["currency"], lines=lines, custom=own, **facts
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Begun: %(name)s") % {"name": made.number}, made.get_absolute_url())
    crumbs = [{"title": _("Orders"), "url": reverse("orders")}, {"title": _("New order"), "url": ""}]
    context = {"form": form, "title": _("New order"), "usual": usual, "crumbs": crumbs}
    return render(request, "orders/form.html", context, status=422 if form.errors else 200)


def _basket(request: HttpRequest, usual: Any) -> list[dict[str, Any]]:  # Any: usual products; lines as typed
    """The lines of the usual basket that got a quantity."""
    asked = ((one, request.POST.get(f"usual-{one.product.pk}-{one.unit}", "").strip()) for one in usual)
    return [
        {"product": one.product, "unit": one.unit, "quantity": many} for one, many in asked if many not in ("", "0")
    ]


def page_of(request: HttpRequest, one: Order, *, status: int = 0, **more: Any) -> HttpResponse:  # Any: context
    """The order's page, maybe with what was refused."""
    lines = lines_of(one)
    may_change = can_change(request.user, one)
    context = {
        "one": one,
        "lines": lines,
        "sums": sum_lines(lines, one.currency),
        "sees_given": sees_given_away(request.user),
        "may_change": may_change,
        "may_write": may_change and one.is_draft,
        "may_release": can_release(request.user),
        "findings": findings_of(one) if one.is_draft and may_change else [],
        "amendments": one.amendments.select_related("asked_by").order_by("-pk"),
        "is_late": one.is_late(timezone.localdate(now())),
        "crumbs": [{"title": _("Orders"), "url": reverse("orders")}, {"title": one.number, "url": ""}],
        **more,
    }
    return render(request, "orders/order.html", context, status=status or (422 if more.get("refusal") else 200))


def _extending(request: HttpRequest, error: ValidationError) -> str:
    """Where a higher room lets one ask for more of what was agreed, if it does; it says so by its place."""
    place = places.find("new_special_price")
    if not isinstance(error, AgreementExceeded) or place is None or not place.allowed(request.user):
        return ""
    return f"{reverse(place.url_name)}?{urlencode({'agreed': error.agreed_id, 'quantity': figure(error.wanted)})}"


@door(signed_in)
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    """One order."""
    return page_of(request, seen(request, order_id))


@door(signed_in)
def order_sheet(request: HttpRequest, order_id: int) -> HttpResponse:
    """On paper."""
    one = seen(request, order_id)
    lines = lines_of(one)
    crumbs = [{"title": one.number, "url": one.get_absolute_url()}, {"title": _("Print"), "url": ""}]
    context = {
        "one": one,
        "lines": lines,
        "sums": sum_lines(lines, one.currency),
        "firm": the_company(),
        "crumbs": crumbs,
    }
    return render(request, "orders/sheet.html", context)


@door(signed_in, methods=("GET", "POST"))
def order_facts(request: HttpRequest, order_id: int) -> HttpResponse:
    """What stands at the head of a draft."""
    one = mine(request, order_id)
    form = FactsForm(request.POST or None, person=me(request), initial={name: getattr(one, name) for name in _FACTS})
    if request.method == "POST" and form.is_valid():
        try:
            change_order(by=me(request), order=one, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Saved"), one.get_absolute_url())
    crumbs = [{"title": one.number, "url": one.get_absolute_url()}, {"title": _("Change"), "url": ""}]
    context = {"form": form, "title": one.number, "crumbs": crumbs}
    return render(request, "orders/form.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
@once
def order_lines(request: HttpRequest, order_id: int) -> HttpResponse:
    """Add a line, or paste many."""
    one = mine(request, order_id)
    pasted = request.POST.get("pasted", "").strip("\n")
    try:
        if pasted.strip():
            write_lines(by=me(request), order=one, lines=pasted_lines(request.user, pasted))
        else:
            write_line(by=me(request), order=one, line=typed_line(request.user, request.POST))
    except ValidationError as error:
        return refused(request, one, error)
    return said(request, _("Saved"), one.get_absolute_url())


def refused(request: HttpRequest, one: Order, error: ValidationError, row: int = 0) -> HttpResponse:
    """The page with what was typed, why it can't be, and where an agreement can be extended."""
    return page_of(request, one, extend=_extending(request, error), **refusal_of(error, request.POST, row))


@door(signed_in, methods=("POST",))
def order_line(request: HttpRequest, order_id: int, order_line_id: int) -> HttpResponse:
    """Another quantity, price or discount, or out with it."""
    one = mine(request, order_id)
    line = one.lines.select_related("product", "agreed").filter(pk=order_line_id).first()
    if line is None:
        raise Http404
    line.order = one
    if request.POST.get("remove"):
        return do(request, one, lambda: remove_line(by=me(request), order=one, number=line.pk), _("Removed"))
    typed = changed_line(line, request.POST, sees_given=sees_given_away(request.user))
    try:
        write_line(by=me(request), order=one, line=typed, known=line)
    except ValidationError as error:
        return refused(request, one, error, line.pk)
    return said(request, _("Saved"), one.get_absolute_url())
