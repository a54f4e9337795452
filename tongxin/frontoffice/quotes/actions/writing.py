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
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import begin_values, carry_values, fill_record, parted
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.catalogue.actions.lines import count_line, each_row, sum_lines, write_line_of
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions.bearing import quote_facts, settle_quote
from tongxin.frontoffice.quotes.actions.checks import check_quoting, check_rights, own, own_draft
from tongxin.frontoffice.quotes.events import QuoteChanged, QuoteMade
from tongxin.frontoffice.quotes.models import Quote, QuoteLine

Values = Mapping[str, Any]  # Any: as typed
VALID_DAYS = 30


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
    custom: Values | None = None,
) -> Quote:
    """Begin a quote; `lines` are {product, quantity?, unit?, price?, discount?, text?, tax_rate?, is_option?}. `custom` is None where nobody
    was asked for the firm's fields. Raises MayNotQuote, FieldLocked, ValidationError."""
    check_quoting(by, party)
    if source is None:
        typed = {"title": title, "valid_until": valid_until, "project": project}
        check_rights(by, [name for name, value in typed.items() if value])
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
    _first_values(by, quote, custom)
    for line in lines:
        _add(by, quote, line)
    _count(quote)
    index_documents("quote", [quote.pk])
    tell(QuoteMade(title=quote.called), by=by, on=Subject("quote", quote.pk), customer=party.pk)
    return quote


def _first_values(by: Person, quote: Quote, custom: Values | None) -> None:
    """The firm's fields: as in the quote that it copies, or as they were typed."""
    if quote.kind == "quote":
        carry_values(kind="quote", of=quote.record, to=quote.pk, facts=quote_facts(quote))
    else:
        begin_values(by=by, kind="quote", number=quote.pk, facts=quote_facts(quote), given=custom)


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
        with each_row(count):
            _add(by, quote, line)
    _changed(by, quote)
    return count


@transaction.atomic
def remove_line(*, by: Person, quote: Quote, number: int) -> None:
    """Take a line out. Raises NotYours, AlreadySent."""
    quote = own_draft(by, quote.pk)
    quote.lines.filter(pk=number).delete()
    _changed(by, quote)


@transaction.atomic
def change_quote(*, by: Person, quote: Quote, was: Values | None = None, **values: Any) -> Quote:  # Any: column values
    """Title, terms, project, until when, whether discounts are shown, and the firm's fields by their keys, of which `was` is what somebody
    saw. Raises NotYours, AlreadySent, FieldLocked, ChangedMeanwhile, ValidationError."""
    values, added = parted(values)
    quote = own_draft(by, quote.pk)
    if values or not added:
        _set(by, quote, values)
    if added:
        fill_record(by=by, kind="quote", number=quote.pk, given=added, was=was)
        quote.refresh_from_db()
    return quote


def _set(by: Person, quote: Quote, values: Values) -> None:
    if "title" in values and not clean(values["title"]):
        raise ValidationError({"title": _("This can't be empty.")})
    names = sorted(values.keys() & {"title", "terms", "project", "valid_until", "shows_discount"})
    before = {name: _plain(getattr(quote, name)) for name in names if getattr(quote, name) != values[name]}
    check_rights(by, before)
    for name in before:
        setattr(quote, name, values[name])
    if quote.valid_until < timezone.localdate(now()):
        raise ValidationError({"valid_until": _("This day has passed already.")})
    if before:
        _changed(by, quote, before)
        settle_quote(quote)
    if "title" in before:
        index_documents("quote", [quote.pk])


def _plain(value: Any) -> Any:  # Any: a column's value; JSON
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def revise_quote(*, by: Person, quote: Quote) -> Quote:
    """A further version of what the customer has; prices, and what the firm's fields say, stay as they were. Raises NotYours,
    ValidationError."""
    quote = own(by, quote.pk)
    if quote.is_draft:
        return quote
    if quote.state == Quote.State.REPLACED:
        raise ValidationError(_("A newer version takes its place already."))
    quote.state = Quote.State.REPLACED
    quote.save(update_fields=["state"])
    settle_quote(quote)
    return _copied(by, quote, number=quote.number, revision=quote.revision + 1)


@transaction.atomic
def copy_quote(*, by: Person, quote: Quote, party: Party) -> Quote:
    """A new quote with the lines of an earlier one, priced anew for this customer, and with what the firm's fields say there. Raises
    MayNotQuote, ValidationError."""
    anew = {"price": "", "discount": ""}
    lines = [line.values() | (anew if line.product else {}) for line in quote.lines.select_related("product")]
    return start_quote(
        by=by, party=party, title=quote.title, currency=quote.currency, terms=quote.terms, lines=lines,
        source=Subject("quote", quote.pk),
    )  # fmt: skip


def _copied(by: Person, quote: Quote, *, number: str, revision: int) -> Quote:
    lines, earlier = list(quote.lines.all()), quote.pk
    day = timezone.localdate(now())
    quote.pk, quote.number, quote.revision, quote.state = None, number, revision, Quote.State.DRAFT
    quote.created_by, quote.created_at, quote.sent_at, quote.answered_at, quote.answered_by = by, now(), None, None, ""
    quote.valid_until = max(quote.valid_until, day)
    quote.save(force_insert=True)
    carry_values(kind="quote", of=earlier, to=quote.pk, facts=quote_facts(quote), is_version=True)
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
    line.quote, line.is_option = quote, bool(values.get("is_option"))
    write_line_of(line, {"quantity": 1, **values}, by=by, party=quote.party, project=quote.project).save()
    return line


def _count(quote: Quote) -> None:
    """The sums of the lines that are not options."""
    amounts = sum_lines(quote.lines.filter(is_option=False), quote.currency)
    quote.net, quote.tax, quote.gross = amounts.net.minor, amounts.tax.minor, amounts.gross.minor
    quote.given_away = amounts.given_away.minor
    quote.listed = quote.gross + quote.given_away
    quote.lock += 1
    quote.save()


def _changed(by: Person, quote: Quote, before: Mapping[str, Any] | None = None) -> None:  # Any: JSON values
    _count(quote)
    after = {name: _plain(getattr(quote, name)) for name in before or {}}
    told = QuoteChanged(title=quote.called, amount=str(quote.total), fields=sorted(after), after=after)
    tell(told, by=by, on=Subject("quote", quote.pk), customer=quote.party_id, before=dict(before or {}) or None)


def set_agreed_price(*, line: QuoteLine, agreed: AgreedPrice) -> None:
    """The price that was decided stands in the line of a quote that is still a draft; it needs no decision any more. Inside a transaction."""
    line.discount = Decimal(0)
    line.minor = line.found = int(agreed.minor * line.factor * line.per / (agreed.product.per or 1))
    line.agreed = agreed
    line.why = [["agreed", {"left": f"{agreed.left.normalize():f}", "day": str(agreed.until_on)}]]
    count_line(line)
    line.save()
    _count(line.quote)
