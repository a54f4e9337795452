"""`/products`: what is sold, and what it costs whom."""

from ninja import Query, Router

from tongxin.interfaces.rest.actions.products import add_whole_product, change_whole_product
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.products import (
    ChangedProduct,
    NewProduct,
    PriceAsked,
    PriceShown,
    ProductsAsked,
    ProductShown,
)
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.products import list_products, one_product, price_shown, seen_product
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

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


@router.post("", response=makes(ProductShown))
@writing(201, is_new=True)
def new_product(request: ApiRequest, data: NewProduct) -> Json:
    """Add one; a code and a name are enough."""
    made = add_whole_product(by=request.auth.person, values=data.given())
    return one_product(request.auth.person, made.pk)


@router.patch("/{int:product_id}", response=changes(ProductShown))
@writing()
def changed_product(request: ApiRequest, product_id: int, data: ChangedProduct) -> Json:
    """Change facts, withdraw it or sell it again; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_product(person, product_id)
    with current(lambda: one_product(person, product_id)):
        change_whole_product(by=person, product=found, version=known_version(request), values=data.given())
    return one_product(person, product_id)


@router.get("/{int:product_id}/price", response=reads_one(PriceShown))
@reading
def price(request: ApiRequest, product_id: int, asked: Query[PriceAsked]) -> Json:
    """What it costs this customer for this quantity, and why."""
    return price_shown(request.auth.person, product_id, **asked.model_dump())
