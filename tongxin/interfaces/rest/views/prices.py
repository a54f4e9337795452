"""`/price-lists` and `/agreed-prices`: what things cost whom."""

from ninja import Query, Router

from tongxin.interfaces.rest.actions.products import set_listed_price
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.products import AgreedAsked, AgreedShown, ListedPrice, NewPrice, PriceListShown
from tongxin.interfaces.rest.forms.values import Listing
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.lists import Asked
from tongxin.interfaces.rest.queries.prices import list_agreed, list_price_lists, list_prices, seen_list
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading, writing
from tongxin.interfaces.rest.views.declaring import makes, reads, reads_one

router = Router(tags=["prices"])


@router.get("/price-lists", response=reads(answers.Page[PriceListShown]), url_name="price-lists")
@reading
def all_price_lists(request: ApiRequest, asked: Query[Listing]) -> Json:
    """Price lists, retired ones too."""
    return list_price_lists(request.auth.person, asked.question())


@router.get("/price-lists/{int:price_list_id}/prices", response=reads_one(answers.Page[ListedPrice]))
@reading
def all_prices(request: ApiRequest, price_list_id: int, asked: Query[Listing]) -> Json:
    """What stands in a price list."""
    person = request.auth.person
    return list_prices(person, seen_list(person, price_list_id), asked.question())


@router.post("/price-lists/{int:price_list_id}/prices", response=makes(answers.Page[ListedPrice]))
@writing(201)
def new_price(request: ApiRequest, price_list_id: int, data: NewPrice) -> Json:
    """Set the price of a product on a list, or take it out."""
    person = request.auth.person
    found = seen_list(person, price_list_id)
    set_listed_price(by=person, price_list=found, values=data.given())
    return list_prices(person, found, Asked())


@router.get("/agreed-prices", response=reads(answers.Page[AgreedShown]))
@reading
def all_agreed(request: ApiRequest, asked: Query[AgreedAsked]) -> Json:
    """Agreed prices of customers that the token's person may see."""
    return list_agreed(request.auth.person, asked.question())
