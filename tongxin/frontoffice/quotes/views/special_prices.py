"""Asking for a special price: on the phone, in less than a minute."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.approvals.models import Approval
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.quotes.actions import ask_special_price
from tongxin.frontoffice.quotes.forms import SpecialPriceForm
from tongxin.frontoffice.quotes.models import Quote, QuoteLine, SpecialPrice
from tongxin.frontoffice.quotes.policies import can_quote
from tongxin.frontoffice.quotes.views.answering import said
from tongxin.frontoffice.quotes.views.quotes import _named

_TYPED = (
    "product",
    "quantity",
    "price",
    "until_on",
    "reason",
    "why",
    "competitor",
    "their_price",
    "project",
    "initiator",
)


@door(signed_in, methods=("GET", "POST"))
@once
def new_special_price(request: HttpRequest) -> HttpResponse:
    """Six things typed; `?customer` or `?line` say for what."""
    if not can_quote(request.user):
        raise PermissionDenied
    line = _line(request)
    form = SpecialPriceForm(request.POST or None, person=me(request), initial=_known(request, line))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            _one, approval = ask_special_price(
                by=me(request), party=typed["customer"], line=line, **{name: typed[name] for name in _TYPED}
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Asked for"), approval.get_absolute_url())
    crumbs = [{"title": _("Ask for a special price"), "url": ""}]
    context = {"form": form, "title": _("Ask for a special price"), "crumbs": crumbs}
    return render(request, "quotes/ask.html", context, status=422 if form.errors else 200)


def _line(request: HttpRequest) -> QuoteLine | None:
    """The line of a draft which this person sees, that `?line` names."""
    number = request.GET.get("line", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    rows = QuoteLine.objects.filter(pk=int(number), quote__in=Quote.objects.visible_to(request.user).values("pk"))
    return rows.exclude(product=None).select_related("quote__party", "product").first()


def _known(request: HttpRequest, line: QuoteLine | None) -> dict[str, str]:
    if line is None or line.product is None:
        return {"customer": _named(request)}
    return {
        "customer": line.quote.party.name,
        "product": line.product.code,
        "quantity": figure(line.quantity * line.factor),
        "price": str(line.price.amount) if line.factor == 1 else "",
        "until_on": line.quote.valid_until.isoformat(),
        "project": line.quote.project,
    }


@door(signed_in)
def special_price(request: HttpRequest, special_price_id: int) -> HttpResponse:
    """Where it is being decided."""
    rows = SpecialPrice.objects.visible_to(request.user).select_related("party")
    one = rows.filter(pk=special_price_id).first() if special_price_id < 2**63 else None
    if one is None:
        raise Http404
    approval = Approval.objects.filter(subject_kind="special_price", subject_id=one.pk).order_by("-pk").first()
    if approval is None or not Approval.objects.visible_to(request.user).filter(pk=approval.pk).exists():
        return redirect(one.party)
    return redirect(approval)
