"""From rule to claim: a customer nobody speaks with comes back, and a colleague takes it."""

from datetime import timedelta

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import LineDraft, claim, return_due
from tongxin.frontoffice.pools.models import Stay
from tongxin.frontoffice.pools.tests.firm import customer, make_pool, switch_on


def test_a_neglected_customer_returns_and_is_claimed(cast: Cast) -> None:
    pool = make_pool(cast)
    party = customer(cast.seller, days_ago=40)
    switch_on(cast, pool, LineDraft(base="followed", days=30))
    assert return_due(at=now()) == 1
    assert Party.objects.get(pk=party.pk).owner is None
    assert not Party.objects.visible_to(fresh(cast.seller)).filter(pk=party.pk).exists()
    stay = Stay.objects.visible_to(cast.colleague).open().get()
    claim(by=cast.colleague, stay=stay)
    assert Party.objects.get(pk=party.pk).owner == cast.colleague
    assert return_due(at=now() + timedelta(days=29)) == 0
    assert return_due(at=now() + timedelta(days=40)) == 1
