"""Asking for a special price: on the phone, in less than a minute."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import said
from tongxin.base.web.refusing import refuse
from tongxin.collab.approvals.models import Approval
from tongxin.collab.files.actions import FileRefused, store_file
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.models import AgreedPrice, Product
from tongxin.directory.catalogue.queries import figure, find_price, read_quantity
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions import ask_for_lines, ask_special_price, wanted_price
from tongxin.frontoffice.quotes.forms import FiguresForm, LinesForm, SpecialPriceForm
from tongxin.frontoffice.quotes.models import Quote, QuoteLine, SpecialPrice
from tongxin.frontoffice.quotes.policies import can_quote
from tongxin.frontoffice.quotes.queries.cards import card_of
from tongxin.frontoffice.quotes.queries.figures import undecided
from tongxin.frontoffice.quotes.queries.foreseeing import Foreseen, foreseen, known_products
from tongxin.frontoffice.quotes.queries.trial import trial_of
from tongxin.frontoffice.quotes.views.quotes import _named

VALID_DAYS = 30
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
    "payment",
    "initiator",
)


@door(signed_in, methods=("GET", "POST"))
@once
def new_special_price(request: HttpRequest) -> HttpResponse:
    """Six things typed; `?customer` or `?line` say for what, `?quote` asks for all lines of one that wait for a decision."""
    if not can_quote(request.user):
        raise PermissionDenied
    line, before, quote = _line(request), _before(request), _quote(request)
    typed, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    known = {"until_on": quote.valid_until.isoformat()} if quote else _known(request, line, before)
    form = (LinesForm if quote else SpecialPriceForm)(typed, files, person=me(request), initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            approval = _asked(request, form, line, before, quote)
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Asked for"), approval.get_absolute_url())
    context = {
        "form": form,
        "before": before,
        "quote": quote,
        "lines": undecided(quote) if quote else [],
        "products": known_products(request.user),
        "title": _("Ask for a special price"),
        "crumbs": [{"title": _("Special prices"), "url": reverse("special_prices")}, {"title": _("Ask for a special price"), "url": ""}],
    }  # fmt: skip
    return render(request, "quotes/ask.html", context, status=422 if form.errors else 200)


def _asked(
    request: HttpRequest,
    form: SpecialPriceForm,
    line: QuoteLine | None,
    before: SpecialPrice | None,
    quote: Quote | None,
) -> Approval:
    typed, photo = form.cleaned_data, form.cleaned_data.get("photo")
    try:
        files = [store_file(by=me(request), upload=photo)] if photo else []
    except FileRefused as error:
        raise ValidationError({"photo": str(error)}) from error
    known = {name: typed[name] for name in _TYPED}
    if quote is not None:
        words = {name: known[name] for name in known.keys() - {"product", "quantity", "price", "project"}}
        return ask_for_lines(by=me(request), quote=quote, files=files, **words)[1]
    _one, approval = ask_special_price(
        by=me(request), party=typed["customer"], line=line, before=before, files=files, **known
    )
    return approval


@door(signed_in)
def special_price_figures(request: HttpRequest) -> HttpResponse:
    """What it would mean, while it is typed: a piece of the form."""
    if not can_quote(request.user):
        raise PermissionDenied
    form, shown, refusal = FiguresForm(request.GET, person=me(request)), None, ""
    if form.is_valid():
        typed = form.cleaned_data
        try:
            shown = _foreseen(request, **typed)
        except ValidationError as error:
            refusal = " ".join(error.messages)
    return render(request, "quotes/_foreseen.html", {"shown": shown, "refusal": refusal})


def _foreseen(
    request: HttpRequest, *, customer: Party, product: Product, quantity: str, price: str, project: str
) -> Foreseen:
    count = read_quantity(quantity or "1")
    found = find_price(request.user, product=product, quantity=count, party=customer, project=project)
    wanted = wanted_price(price, found.list_price.currency, found.list_price) if found.list_price else None
    return foreseen(request.user, customer, product, found=found, count=count, wanted=wanted)


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _before(request: HttpRequest) -> SpecialPrice | None:
    """The decided one whose place it would take: named by `?again`, or by what was agreed in `?agreed`."""
    rows = SpecialPrice.objects.visible_to(request.user).select_related("party", "product", "agreed")
    rows = rows.filter(state=SpecialPrice.State.AGREED)
    by_agreed = rows.filter(agreed=_number(request, "agreed")) if _number(request, "agreed") else rows.none()
    return rows.filter(pk=_number(request, "again")).first() or by_agreed.first()


def _line(request: HttpRequest) -> QuoteLine | None:
    """The line of a draft which this person sees, that `?line` names."""
    seen = Quote.objects.visible_to(request.user).values("pk")
    rows = QuoteLine.objects.filter(pk=_number(request, "line"), quote__in=seen).exclude(product=None)
    return rows.select_related("quote__party", "product").first()


def _quote(request: HttpRequest) -> Quote | None:
    """The draft which this person may change, that `?quote` names."""
    rows = Quote.objects.changeable_by(request.user).filter(pk=_number(request, "quote"), state=Quote.State.DRAFT)
    return rows.select_related("party").first()


def _known(request: HttpRequest, line: QuoteLine | None, before: SpecialPrice | None) -> dict[str, str]:
    until = (timezone.localdate(now()) + timedelta(VALID_DAYS)).isoformat()
    rows = AgreedPrice.objects.visible_to(request.user).select_related("party", "product")
    known = before or rows.filter(pk=_number(request, "agreed")).first()
    if known is not None:
        return {
            "customer": known.party.name,
            "product": known.product.code,
            "quantity": request.GET.get("quantity", "") or figure(known.quantity),
            "price": str(Money(known.minor, known.currency).amount),
            "until_on": until,
            "project": known.project,
        }
    if line is None or line.product is None:
        return {"customer": _named(request), "until_on": until}
    return {
        "customer": line.quote.party.name,
        "product": line.product.code,
        "quantity": figure(line.quantity * line.factor),
        "price": str(line.reduced_price.amount) if line.factor == 1 else "",
        "until_on": line.quote.valid_until.isoformat(),
        "project": line.quote.project,
    }


@door(signed_in)
def special_price_trial(request: HttpRequest, special_price_id: int) -> HttpResponse:
    """What another price would mean, for whoever sees the case: a piece of its card. Nothing is changed."""
    approval = _case(request, special_price_id)
    card = card_of(request.user, approval) if approval is not None else None
    if approval is None or card is None:
        raise Http404
    shown, refusal = None, ""
    try:
        price = wanted_price(request.GET.get("price", "")[:40], card.price.currency, card.listed)
        shown = trial_of(request.user, approval, price) if price else None
    except ValidationError as error:
        refusal = " ".join(error.messages)
    context = {"shown": shown, "refusal": refusal, "approval": approval}
    return render(request, "quotes/_trial.html", context, status=422 if refusal else 200)


def _case(request: HttpRequest, number: int) -> Approval | None:
    """The latest case about this special price, or the one that leads it, that the person may see."""
    one = SpecialPrice.objects.filter(pk=number).first() if number < 2**63 else None
    if one is None:
        return None
    rows = Approval.objects.visible_to(request.user).filter(
        subject_kind="special_price", subject_id=one.leader_id or one.pk
    )
    return rows.order_by("-pk").first()


@door(signed_in)
def special_price(request: HttpRequest, special_price_id: int) -> HttpResponse:
    """Where it is being decided."""
    rows = SpecialPrice.objects.visible_to(request.user).select_related("party")
    one = rows.filter(pk=special_price_id).first() if special_price_id < 2**63 else None
    if one is None:
        raise Http404
    approval = (
        Approval.objects.filter(subject_kind="special_price", subject_id=one.leader_id or one.pk)
        .order_by("-pk")
        .first()
    )
    if approval is None or not Approval.objects.visible_to(request.user).filter(pk=approval.pk).exists():
        return redirect(one.party)
    return redirect(approval)
