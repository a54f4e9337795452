"""`/quotes`: what customers are offered."""

from ninja import Query, Router

from tongxin.frontoffice.quotes.actions import order_quote
from tongxin.interfaces.rest.actions.quotes import add_lines, add_quote, ask_special, change_whole_quote
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.lines import NewQuoteLines
from tongxin.interfaces.rest.forms.orders import OrderShown
from tongxin.interfaces.rest.forms.quotes import (
    ChangedQuote,
    NewQuote,
    NewSpecialPrice,
    QuotesAsked,
    QuoteShown,
    SpecialPriceShown,
)
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.orders import one_order
from tongxin.interfaces.rest.queries.quotes import list_quotes, one_quote, seen_quote
from tongxin.interfaces.rest.queries.special_prices import one_special_price
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["quotes"])


@router.get("", response=reads(answers.Page[QuoteShown]), url_name="quotes")
@reading
def all_quotes(request: ApiRequest, asked: Query[QuotesAsked]) -> Json:
    """Quotes that the token's person may see, without versions that were replaced."""
    return list_quotes(request.auth.person, asked.question())


@router.post("", response=makes(QuoteShown))
@writing(201, is_new=True)
def new_quote(request: ApiRequest, data: NewQuote) -> Json:
    """Begin one; a customer is enough."""
    made = add_quote(by=request.auth.person, values={**data.given(), "lines": data.lines})
    return one_quote(request.auth.person, made.pk)


@router.get("/{int:quote_id}", response=reads_one(QuoteShown), url_name="quote")
@reading
def quote(request: ApiRequest, quote_id: int) -> Json:
    """One quote with its lines."""
    return one_quote(request.auth.person, quote_id)


@router.patch("/{int:quote_id}", response=changes(QuoteShown))
@writing()
def changed_quote(request: ApiRequest, quote_id: int, data: ChangedQuote) -> Json:
    """Change a draft, send it, or note what the customer answered; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_quote(person, quote_id)
    with current(lambda: one_quote(person, quote_id)):
        change_whole_quote(by=person, quote=found, version=known_version(request), values=data.given())
    return one_quote(person, quote_id)


@router.post("/{int:quote_id}/lines", response=makes(QuoteShown))
@writing(201)
def quote_lines(request: ApiRequest, quote_id: int, data: NewQuoteLines) -> Json:
    """Add lines to a draft, all or none."""
    person = request.auth.person
    add_lines(by=person, quote=seen_quote(person, quote_id), lines=data.lines)
    return one_quote(person, quote_id)


@router.post("/{int:quote_id}/special-prices", response=makes(SpecialPriceShown))
@writing(201)
def quote_special_price(request: ApiRequest, quote_id: int, data: NewSpecialPrice) -> Json:
    """Ask for a decision on every price of a draft that needs one."""
    person = request.auth.person
    made = ask_special(by=person, quote=seen_quote(person, quote_id), values=data.given())
    return one_special_price(person, made.pk)


@router.post("/{int:quote_id}/orders", response=makes(OrderShown))
@writing(201)
def quote_order(request: ApiRequest, quote_id: int) -> Json:
    """Begin an order with the lines of a quote that the customer has, at its prices."""
    person = request.auth.person
    return one_order(person, order_quote(by=person, quote=seen_quote(person, quote_id)).pk)
