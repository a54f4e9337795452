"""What a customer may buy, has bought or did not buy moves its return at once."""

from datetime import timedelta

import pytest

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.collab.jobs.models import Job
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions import terminate_contract
from tongxin.frontoffice.contracts.tests.test_from_words_to_seal import contract_of, in_force, today
from tongxin.frontoffice.orders.actions import cancel_order, confirm_order, start_order
from tongxin.frontoffice.pipeline.actions import (
    change_opportunity,
    delete_opportunity,
    open_opportunity,
    revive_opportunity,
    win_opportunity,
)
from tongxin.frontoffice.pools.actions import (
    CannotRelease,
    HandsFull,
    LineDraft,
    bring_in,
    claim,
    follow_all_deals,
    release,
)
from tongxin.frontoffice.pools.models import ClaimRule
from tongxin.frontoffice.pools.tests.firm import customer, in_pool, make_pool, return_of, switch_on


@pytest.fixture
def party(cast: Cast) -> Party:
    return customer(cast.seller, days_ago=20)


def test_an_open_opportunity_keeps_the_customer_until_it_goes(cast: Cast, party: Party) -> None:
    switch_on(cast, make_pool(cast), LineDraft(base="followed", days=30))
    due = return_of(party)
    assert due is not None
    opportunity = open_opportunity(by=cast.seller, name="泵房", party=party)
    assert return_of(party) is None
    other = customer(cast.seller, "常熟新元", days_ago=20)
    change_opportunity(by=cast.seller, opportunity=opportunity, party=other)
    assert (return_of(party), return_of(other)) == (due, None), "it keeps whom it is about now, and nobody else"
    delete_opportunity(by=cast.seller, opportunity=opportunity)
    assert return_of(other) == due


def test_nobody_gives_a_customer_back_with_what_is_open(cast: Cast, party: Party) -> None:
    pool, deal = make_pool(cast), open_opportunity(by=cast.seller, name="泵房", party=party, amount="3万")
    with pytest.raises(CannotRelease, match="还有在谈的商机"):
        release(by=cast.seller, party=party, pool=pool, why="没有需求")
    with pytest.raises(CannotRelease, match=party.name):
        bring_in(by=cast.boss, pool=pool, parties=[party.pk])
    party.refresh_from_db()
    assert (party.owner, party.pool_stays.exists()) == (cast.seller, False)
    win_opportunity(by=cast.seller, opportunity=deal)
    assert release(by=cast.seller, party=party, pool=pool, why="没有需求").pk


def test_days_from_the_closing_of_the_last_opportunity(cast: Cast, party: Party) -> None:
    switch_on(cast, make_pool(cast), LineDraft(base="closed", days=10))
    assert return_of(party) is None
    opportunity = open_opportunity(by=cast.seller, name="泵房", party=party, amount="3万")
    won = win_opportunity(by=cast.seller, opportunity=opportunity)
    due = return_of(party)
    assert due is not None
    assert 10 <= (due - now()).days <= 11
    revive_opportunity(by=cast.seller, opportunity=won)
    assert return_of(party) is None, "open again, it has not closed"


def test_opportunities_of_a_file_are_followed_behind_the_scenes(cast: Cast, party: Party) -> None:
    follow_all_deals()
    assert not Job.objects.filter(name="pools.rederive").exists(), "no rule looks at them"
    switch_on(cast, make_pool(cast), LineDraft(base="closed", days=10))
    Job.objects.all().delete()
    follow_all_deals()
    assert Job.objects.filter(name="pools.rederive").exists()


def test_customers_with_a_deal_may_be_left_out_of_how_many_one_holds(cast: Cast, party: Party) -> None:
    pool = make_pool(cast, holding_limit=1)
    stay = in_pool(cast, pool, "昆山一号")
    win_opportunity(
        by=cast.seller, opportunity=open_opportunity(by=cast.seller, name="泵房", party=party, amount="3万")
    )
    with pytest.raises(HandsFull):
        claim(by=fresh(cast.seller), stay=stay)
    ClaimRule.objects.update(counts_deals=False)
    assert claim(by=fresh(cast.seller), stay=stay).owner == cast.seller


def test_days_from_the_last_order_that_holds(cast: Cast, party: Party) -> None:
    switch_on(cast, make_pool(cast), LineDraft(base="ordered", days=10))
    wanted = {"wanted_on": today() + timedelta(days=20), "ship_to": "苏州"}
    order = start_order(by=cast.seller, party=party, lines=[{"text": "阀", "quantity": 1, "price": "10"}], **wanted)
    assert return_of(party) is None, "a draft is no order"
    confirm_order(by=cast.seller, order=order)
    due = return_of(party)
    assert due is not None
    assert 10 <= (due - now()).days <= 11
    cancel_order(by=cast.seller, order=order, reason="订重了")
    assert return_of(party) is None


def test_days_from_the_end_of_the_contract(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), LineDraft(base="contract", days=10))
    contract = contract_of(cast, ends_on=today() + timedelta(days=30))
    assert return_of(contract.party) is None, "it does not hold yet"
    signed = in_force(cast, contract)
    due = return_of(contract.party)
    assert due is not None
    assert 40 <= (due - now()).days <= 41
    terminate_contract(by=cast.seller, contract=signed, reason="停产")
    due = return_of(contract.party)
    assert due is not None
    assert 10 <= (due - now()).days <= 11
