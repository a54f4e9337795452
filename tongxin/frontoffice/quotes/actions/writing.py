"""Beginning a quote, writing its lines, a further version, a copy."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.catalogue.actions import amount_of
from tongxin.directory.catalogue.models import AgreedPrice, Product
from tongxin.directory.catalogue.queries import (
    Counted,
    factor_of,
    find_price,
    line_amount,
    read_quantity,
    sum_of,
    usual_currency,
)
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions.checks import check_quoting, own, own_draft
from tongxin.frontoffice.quotes.events import QuoteChanged, QuoteMade
from tongxin.frontoffice.quotes.models import Quote, QuoteLine

Values = Mapping[str, Any]  # Any: as typed
VALID_DAYS = 30
MOST_LINES = 500


@transaction.atomic
def start_quote(
    *,
    by: Person,
    party: Party,
    title: str = "",
    currency: str = "",
    valid_until: date | None = None,
    terms: str = "",
    project: str = "",
    shows_discount: bool = False,
    source: Subject | None = None,
    lines: Iterable[Values] = (),
) -> Quote:
    """Begin a quote; `lines` are {product, quantity, unit?, price?, text?, is_option?}. Raises MayNotQuote, ValidationError."""
    check_quoting(by, party)
    at = now()
    day = timezone.localdate(at)
    quote = Quote(
        number=_next_number(day), title=clean(title)[:200] or party.called, party=party, owner=by,
        unit=main_unit_of(by), currency=currency or usual_currency(), valid_until=valid_until or day + timedelta(VALID_DAYS),
        terms=clean(terms), project=" ".join(project.split())[:120], shows_discount=shows_discount, kind=source.kind if source else "",
        record=source.id if source else 0, created_by=by, created_at=at,
    )  # fmt: skip
    if quote.valid_until < day:
        raise ValidationError({"valid_until": _("This day has passed already.")})
    quote.save(force_insert=True)
    for line in lines:
        _add(by, quote, line)
    _count(quote)
    index_documents("quote", [quote.pk])
    tell(QuoteMade(title=quote.called), by=by, on=Subject("quote", quote.pk), customer=party.pk)
    return quote


def _next_number(day: date) -> str:
    """QT-2026-0001: one row of the year after the other."""
    start = f"QT-{day.year}-"
    last = Quote.objects.filter(number__startswith=start).order_by("-number").values_list("number", flat=True).first()
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:04d}"


@transaction.atomic
def write_line(*, by: Person, quote: Quote, line: Values, known: QuoteLine | None = None) -> QuoteLine:
    """Add a line or write one anew; without a price it takes what price lists and agreements say. Raises NotYours, AlreadySent,
    ValidationError."""
    quote = own_draft(by, quote.pk)
    written = _add(by, quote, line, known)
    _changed(by, quote)
    return written


@transaction.atomic
def write_lines(*, by: Person, quote: Quote, lines: Iterable[Values]) -> int:
    """Add many lines, all or none; the refusal names the row. Raises NotYours, AlreadySent, ValidationError."""
    quote = own_draft(by, quote.pk)
    count = 0
    for count, line in enumerate(lines, start=1):
        try:
            _add(by, quote, line)
        except ValidationError as error:
            said = _("Row %(row)d: %(why)s") % {"row": count, "why": " ".join(error.messages)}
            raise ValidationError({"text": said}) from error
    _changed(by, quote)
    return count


@transaction.atomic
def remove_line(*, by: Person, quote: Quote, number: int) -> None:
    """Take a line out. Raises NotYours, AlreadySent."""
    quote = own_draft(by, quote.pk)
    quote.lines.filter(pk=number).delete()
    _changed(by, quote)


@transaction.atomic
def change_quote(*, by: Person, quote: Quote, **values: Any) -> Quote:  # Any: column values
    """Title, terms, project, until when, whether discounts are shown. Raises NotYours, AlreadySent, ValidationError."""
    quote = own_draft(by, quote.pk)
    if "title" in values and not clean(values["title"]):
        raise ValidationError({"title": _("This can't be empty.")})
    names = sorted(values.keys() & {"title", "terms", "project", "valid_until", "shows_discount"})
    before = {name: _plain(getattr(quote, name)) for name in names if getattr(quote, name) != values[name]}
    for name in before:
        setattr(quote, name, values[name])
    if quote.valid_until < timezone.localdate(now()):
        raise ValidationError({"valid_until": _("This day has passed already.")})
    if before:
        _changed(by, quote, before)
    if "title" in before:
        index_documents("quote", [quote.pk])
    return quote


def _plain(value: Any) -> Any:  # Any: a column's value; JSON
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def revise_quote(*, by: Person, quote: Quote) -> Quote:
    """A further version of what the customer has; prices stay as they were given. Raises NotYours, ValidationError."""
    quote = own(by, quote.pk)
    if quote.is_draft:
        return quote
    if quote.state == Quote.State.REPLACED:
        raise ValidationError(_("A newer version takes its place already."))
    Quote.objects.filter(pk=quote.pk).update(state=Quote.State.REPLACED)
    return _copied(by, quote, number=quote.number, revision=quote.revision + 1)


@transaction.atomic
def copy_quote(*, by: Person, quote: Quote, party: Party) -> Quote:
    """A new quote with the lines of an earlier one, priced anew for this customer. Raises MayNotQuote, ValidationError."""
    lines = [
        {
            "product": one.product,
            "text": one.text,
            "quantity": one.quantity,
            "unit": one.unit,
            "is_option": one.is_option,
        }
        | ({} if one.product else {"price": one.price})
        for one in quote.lines.select_related("product", "quote")
    ]
    return start_quote(
        by=by, party=party, title=quote.title, currency=quote.currency, terms=quote.terms, lines=lines,
        source=Subject("quote", quote.pk),
    )  # fmt: skip


def _copied(by: Person, quote: Quote, *, number: str, revision: int) -> Quote:
    lines = list(quote.lines.all())
    day = timezone.localdate(now())
    quote.pk, quote.number, quote.revision, quote.state = None, number, revision, Quote.State.DRAFT
    quote.created_by, quote.created_at, quote.sent_at, quote.answered_at, quote.answered_by = by, now(), None, None, ""
    quote.valid_until = max(quote.valid_until, day)
    quote.save(force_insert=True)
    for line in lines:
        line.pk, line.quote = None, quote
        line.save(force_insert=True)
    index_documents("quote", [quote.pk])
    tell(
        QuoteMade(title=quote.called, revision=revision), by=by, on=Subject("quote", quote.pk), customer=quote.party_id
    )
    return quote


def _add(by: Person, quote: Quote, values: Values, known: QuoteLine | None = None) -> QuoteLine:
    line = known or QuoteLine(quote=quote, place=quote.lines.count() + 1)
    if line.place > MOST_LINES:
        raise ValidationError({"text": _("A quote has at most %(most)d lines.") % {"most": MOST_LINES}})
    product: Product | None = values.get("product")
    line.quote, line.product, line.is_option = quote, product, bool(values.get("is_option"))
    line.quantity = read_quantity(values.get("quantity", 1))
    line.text = " ".join(clean(str(values.get("text") or (product.called if product else ""))).split())[:300]
    if not line.text:
        raise ValidationError({"text": _("Say what is offered: a product, or a few words.")})
    price = amount_of(values.get("price"), quote.currency)
    if product is None:
        _free(line, values, price)
    else:
        _priced(by, line, product, str(values.get("unit") or ""), price)
    _worth(line)
    line.save()
    return line


def _free(line: QuoteLine, values: Values, price: Money | None) -> None:
    if price is None:
        raise ValidationError({"price": _("What is no product needs a price.")})
    line.unit, line.minor, line.listed, line.found = str(values.get("unit") or "")[:20], price.minor, None, None
    line.per, line.factor, line.why, line.agreed = 1, Decimal(1), [], None
    line.tax_rate = Decimal(str(values.get("tax_rate") or 0))


def _priced(by: Person, line: QuoteLine, product: Product, unit: str, price: Money | None) -> None:
    """What lists and agreements say, and what is offered. A product that was withdrawn can't be added; where it stands already it stays."""
    if not product.is_on_sale:
        raise ValidationError(
            {"text": _("%(name)s is withdrawn. Choose what can be sold in its place.") % {"name": product.called}}
        )
    quote = line.quote
    found = find_price(
        by, product=product, quantity=line.quantity, unit=unit, party=quote.party, project=quote.project, currency=quote.currency
    )  # fmt: skip
    if found.price is None and (price is None or found.why[0].code == "not_sold"):
        raise ValidationError({"price": f"{product.called}: {found.said}"})
    line.unit, line.factor, line.per = found.unit, factor_of(product, unit), found.per
    line.listed = found.list_price.minor if found.list_price else None
    line.found = found.price.minor if found.price else None
    line.minor = price.minor if price is not None else (line.found or 0)
    line.tax_rate, line.is_taxed = found.tax_rate, found.is_taxed
    line.agreed = AgreedPrice.objects.filter(pk=found.agreed_id).first() if found.agreed_id else None
    line.why = [one.as_json() for one in found.why]


def _counted(line: QuoteLine, minor: int) -> Counted:
    return Counted(
        price=Money(minor, line.quote.currency), quantity=line.quantity, per=line.per, tax_rate=line.tax_rate, is_taxed=line.is_taxed
    )  # fmt: skip


def _worth(line: QuoteLine) -> None:
    amount = line_amount(_counted(line, line.minor))
    line.net, line.tax, line.gross = amount.net.minor, amount.tax.minor, amount.gross.minor


def _count(quote: Quote) -> None:
    """The sums of the lines that are not options."""
    lines = [line for line in quote.lines.all() if not line.is_option]
    for line in lines:
        line.quote = quote
    amounts = sum_of([line_amount(_counted(line, line.minor)) for line in lines], quote.currency)
    before = sum_of([line_amount(_counted(line, max(line.listed or 0, line.minor))) for line in lines], quote.currency)
    quote.net, quote.tax, quote.gross = amounts.net.minor, amounts.tax.minor, amounts.gross.minor
    quote.listed, quote.given_away = before.gross.minor, before.gross.minor - amounts.gross.minor
    quote.lock += 1
    quote.save()


def _changed(by: Person, quote: Quote, before: Mapping[str, Any] | None = None) -> None:  # Any: JSON values
    _count(quote)
    after = {name: _plain(getattr(quote, name)) for name in before or {}}
    told = QuoteChanged(title=quote.called, amount=str(quote.total), fields=sorted(after), after=after)
    tell(told, by=by, on=Subject("quote", quote.pk), customer=quote.party_id, before=dict(before or {}) or None)


def set_agreed_price(*, line: QuoteLine, agreed: AgreedPrice) -> None:
    """The price that was decided stands in the line of a quote that is still a draft; it needs no decision any more. Inside a transaction."""
    line.minor = line.found = int(agreed.minor * line.factor * line.per / (agreed.product.per or 1))
    line.agreed = agreed
    line.why = [["agreed", {"left": f"{agreed.left.normalize():f}", "day": str(agreed.until_on)}]]
    _worth(line)
    line.save()
    _count(line.quote)
