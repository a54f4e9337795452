"""`/orders`: what customers ordered."""

from ninja import Query, Router

from tongxin.frontoffice.orders.actions import confirm_order
from tongxin.interfaces.rest.actions.orders import add_order, change_whole_order
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.orders import ChangedOrder, Confirmation, NewOrder, OrdersAsked, OrderShown
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.orders import list_orders, one_order, seen_order
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["orders"])


@router.get("", response=reads(answers.Page[OrderShown]), url_name="orders")
@reading
def all_orders(request: ApiRequest, asked: Query[OrdersAsked]) -> Json:
    """Orders that the token's person may see."""
    return list_orders(request.auth.person, asked.question())


@router.post("", response=makes(OrderShown))
@writing(201, is_new=True)
def new_order(request: ApiRequest, data: NewOrder) -> Json:
    """Begin one; without prices its lines take what lists and agreements say."""
    person = request.auth.person
    made = add_order(by=person, values={**data.given(), "lines": data.lines})
    return one_order(person, made.pk)


@router.get("/{int:order_id}", response=reads_one(OrderShown), url_name="order")
@reading
def order(request: ApiRequest, order_id: int) -> Json:
    """One order with its lines."""
    return one_order(request.auth.person, order_id)


@router.patch("/{int:order_id}", response=changes(OrderShown))
@writing()
def changed_order(request: ApiRequest, order_id: int, data: ChangedOrder) -> Json:
    """Change a draft, or the firm's fields of any order; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_order(person, order_id)
    with current(lambda: one_order(person, order_id)):
        change_whole_order(by=person, order=found, version=known_version(request), values=data.given())
    return one_order(person, order_id)


@router.post("/{int:order_id}/confirmations", response=makes(OrderShown))
@writing(201)
def confirmed_order(request: ApiRequest, order_id: int, data: Confirmation) -> Json:
    """From now on it holds."""
    person = request.auth.person
    confirm_order(by=person, order=seen_order(person, order_id), release=data.release)
    return one_order(person, order_id)
