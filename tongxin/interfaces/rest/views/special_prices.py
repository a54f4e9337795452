"""`/special-prices`: prices that somebody asked for, and what became of them. They are asked for from a quote."""

from ninja import Query, Router

from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.quotes import SpecialPricesAsked, SpecialPriceShown
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.special_prices import list_special_prices, one_special_price
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading
from tongxin.interfaces.rest.views.declaring import reads, reads_one

router = Router(tags=["special prices"])


@router.get("", response=reads(answers.Page[SpecialPriceShown]), url_name="special-prices")
@reading
def all_special_prices(request: ApiRequest, asked: Query[SpecialPricesAsked]) -> Json:
    """Special prices that the token's person may see."""
    return list_special_prices(request.auth.person, asked.question())


@router.get("/{int:special_price_id}", response=reads_one(SpecialPriceShown), url_name="special-price")
@reading
def special_price(request: ApiRequest, special_price_id: int) -> Json:
    """One special price with its products."""
    return one_special_price(request.auth.person, special_price_id)
