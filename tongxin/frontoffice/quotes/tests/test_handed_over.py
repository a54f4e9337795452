"""What hasn't ended goes on with a colleague when somebody leaves: quotes, the orders made of them, and deals."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.registries.held import held_kinds
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.actions import deactivate_person
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.pipeline.actions import delete_opportunity, open_opportunity
from tongxin.frontoffice.quotes.actions import make_link, quote_behind, send_quote, start_quote

pytestmark = pytest.mark.django_db


def test_a_quote_goes_over_and_its_link_goes_on(cast: Cast) -> None:
    firm = create_party(by=cast.seller, name="恒润", tier="A")
    quote = start_quote(
        by=cast.seller, party=firm, title="阀门", lines=[{"text": "阀门", "quantity": 2, "price": "10"}]
    )
    send_quote(by=cast.seller, quote=quote)
    _link, key = make_link(by=cast.seller, quote=quote)
    held = held_kinds.get("quotes")
    assert (list(held.movable(cast.boss, cast.seller)), list(held.movable(cast.south, cast.seller))) == ([quote.pk], [])
    was = held.take(cast.boss, quote.pk, cast.seller, cast.colleague)
    deactivate_person(by=cast.boss, person=cast.seller)
    shown = quote_behind(key, now())
    assert shown is not None
    assert shown.quote.owner == cast.colleague
    told = Entry.objects.get(name="quote.passed")
    assert (told.subject_id, told.customer_id, told.particulars["to"]) == (quote.pk, firm.pk, cast.colleague.name)
    assert held.give_back(cast.boss, quote.pk, cast.seller, cast.colleague, was)
    assert quote_behind(key, now()) is None  # nobody would hear of an answer
    assert not held.give_back(cast.boss, quote.pk, cast.seller, cast.colleague, was)


def test_an_order_goes_over_until_it_is_delivered(cast: Cast) -> None:
    firm = create_party(by=cast.seller, name="恒润", tier="A")
    order = start_order(by=cast.seller, party=firm, lines=[{"text": "阀门", "quantity": 2, "price": "10"}])
    held = held_kinds.get("orders")
    held.take(cast.boss, order.pk, cast.seller, cast.colleague)
    order.refresh_from_db()
    assert (order.owner, list(held.movable(cast.boss, cast.seller))) == (cast.colleague, [])
    assert held.named(cast.boss, [order.pk]) == [(order.called, order.get_absolute_url())]
    order.state = "delivered"
    order.save(update_fields=["state"])
    assert list(held.movable(cast.boss, cast.colleague)) == []
    with pytest.raises(PermissionDenied):  # so that a hand-over under way leaves it where it is and goes on
        held.take(cast.boss, order.pk, cast.colleague, cast.seller)


def test_a_deal_in_the_bin_is_not_named_among_what_went_over(cast: Cast) -> None:
    firm = create_party(by=cast.seller, name="恒润", tier="A")
    deal = open_opportunity(by=cast.seller, name="泵房", party=firm, amount="3万")
    named = held_kinds.get("opportunities").named
    assert named(cast.boss, [deal.pk]) == [(str(deal), deal.get_absolute_url())]
    delete_opportunity(by=cast.seller, opportunity=deal)
    assert named(cast.boss, [deal.pk]) == []
