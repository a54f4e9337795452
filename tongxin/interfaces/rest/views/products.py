"""`/products`: what is sold, and what it costs whom."""

from ninja import Query, Router

from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.products import PriceAsked, PriceShown, ProductsAsked, ProductShown
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.products import list_products, one_product, price_shown
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading
from tongxin.interfaces.rest.views.declaring import reads, reads_one

router = Router(tags=["products"])


@router.get("", response=reads(answers.Page[ProductShown]), url_name="products")
@reading
def all_products(request: ApiRequest, asked: Query[ProductsAsked]) -> Json:
    """Products that the token's person may see."""
    return list_products(request.auth.person, asked.question())


@router.get("/{int:product_id}", response=reads_one(ProductShown))
@reading
def product(request: ApiRequest, product_id: int) -> Json:
    """One product."""
    return one_product(request.auth.person, product_id)


@router.get("/{int:product_id}/price", response=reads_one(PriceShown))
@reading
def price(request: ApiRequest, product_id: int, asked: Query[PriceAsked]) -> Json:
    """What it costs this customer for this quantity, and why."""
    return price_shown(request.auth.person, product_id, **asked.model_dump())
