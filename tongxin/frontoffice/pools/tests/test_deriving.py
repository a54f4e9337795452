"""A return is derived anew by everything that matters, at once."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.base.registries import Choices, import_targets
from tongxin.collab.access.actions import let_go
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.models import Notice
from tongxin.directory.activities.actions import (
    cancel_step,
    change_activity,
    delete_activity,
    note_activity,
    plan_step,
    restore_activity,
)
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.ownership.actions import mark_key, unmark_key
from tongxin.directory.parties.actions import assign_parties, change_party, delete_parties, restore_parties, undo_change
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import (
    LineDraft,
    NoProtection,
    NotYourCustomer,
    bring_in,
    claim,
    end_protection,
    protect,
    rederive,
    return_due,
    save_return_rule,
    warn_owners,
)
from tongxin.frontoffice.pools.models import Custody, Stay
from tongxin.frontoffice.pools.tests.firm import customer, in_pool, make_pool, return_of, switch_on

QUIET = LineDraft(base="followed", days=30)


def days_until(party: Party) -> int:
    """Whole days until the customer returns, as its owner would count."""
    found = return_of(party)
    assert found is not None
    return (found - timedelta(seconds=1) - now()).days + 1


def test_a_new_customer_has_its_day_at_once(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET)
    assert 30 <= days_until(customer(cast.seller)) <= 31


def test_a_real_follow_up_gives_days_a_fake_one_none(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET, least_words=10)
    party = customer(cast.seller, days_ago=20)
    before = return_of(party)
    note_activity(by=cast.seller, party=party, kind="call", text="联系了")
    note_activity(by=cast.seller, party=party, kind="note", text="这是一条很长很长很长的备注，不算联系")
    assert return_of(party) == before
    short = note_activity(by=cast.seller, party=party, kind="call", text="通了", minutes=3)
    assert days_until(party) >= 30
    delete_activity(by=cast.seller, activity=short)
    assert return_of(party) == before
    restore_activity(by=cast.seller, activity=short)
    assert days_until(party) >= 30
    change_activity(by=cast.seller, activity=short, minutes=None)
    assert return_of(party) == before
    change_activity(by=cast.seller, activity=short, text="谈了三号车间的阀门更换计划和预算")
    assert days_until(party) >= 30


def test_a_plan_makes_a_follow_up_real_and_giving_it_up_unmakes_it(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET)
    party = customer(cast.seller, days_ago=20)
    before = return_of(party)
    activity = note_activity(by=cast.seller, party=party, kind="call", text="通了")
    assert return_of(party) == before
    step = plan_step(by=cast.seller, party=party, text="再约", due=None, from_activity=activity)
    assert days_until(party) >= 30
    cancel_step(by=cast.seller, step=step)
    assert return_of(party) == before


def test_tiers_have_their_own_days_and_a_change_or_its_undo_counts_at_once(cast: Cast) -> None:
    lines = [LineDraft(base="followed", days=90, tiers=["A"]), LineDraft(base="followed", days=15, tiers=["C"])]
    switch_on(cast, make_pool(cast), *lines)
    party = customer(cast.seller, tier="A")
    assert days_until(party) >= 90
    change_party(by=cast.seller, party=party, tier="C")
    assert days_until(party) <= 16
    undo_change(by=cast.seller, entry=Entry.objects.filter(name="party.changed").latest("id"))
    assert days_until(party) >= 90
    change_party(by=cast.seller, party=party, tier="B")
    assert return_of(party) is None


def test_handing_over_begins_anew_also_for_many(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET, LineDraft(base="claimed", days=10))
    parties = [customer(cast.seller, f"客户{number}", days_ago=25) for number in range(3)]
    assert [days_until(party) for party in parties] == [6, 6, 6]
    assign_parties(by=cast.boss, parties=[party.pk for party in parties], owner=cast.colleague)
    assert [days_until(party) for party in parties] == [11, 11, 11]
    assign_parties(by=cast.boss, parties=[parties[0].pk], owner=cast.south)
    assert return_of(parties[0]) is None, "nobody's rule covers the south"


def test_deleted_customers_wait_in_the_bin_and_come_back_with_a_day(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET)
    party = customer(cast.seller, days_ago=20)
    before = return_of(party)
    delete_parties(by=cast.seller, parties=[party.pk])
    assert return_of(party) is None
    restore_parties(by=cast.seller, parties=[party.pk])
    assert return_of(party) == before


def test_switching_on_takes_nothing_before_the_grace_is_over(cast: Cast) -> None:
    pool = make_pool(cast)
    parties = [customer(cast.seller, f"客户{number}", days_ago=400) for number in range(5)]
    switch_on(cast, pool, QUIET, grace_days=14)
    assert return_due(at=now() + timedelta(days=13)) == 0
    with replaying(now() + timedelta(days=15)):
        assert return_due(at=now()) == 5
    assert not Party.objects.filter(pk__in=[party.pk for party in parties], owner__isnull=False).exists()


def test_switching_off_and_on_again_derives_everything(cast: Cast) -> None:
    pool = make_pool(cast)
    party = customer(cast.seller, days_ago=40)
    switch_on(cast, pool, QUIET)
    save_return_rule(by=cast.boss, pool=pool, lines=[QUIET], grace_days=0, is_on=False)
    assert return_due(at=now()) == 0, "an old date moves nobody, though nothing was derived anew yet"
    assert return_of(party) is None
    switch_on(cast, pool, LineDraft(base="followed", days=60))
    assert return_due(at=now()) == 0
    assert 20 <= days_until(party) <= 21


def test_a_stale_date_moves_nobody(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET)
    party = customer(cast.seller)
    Custody.objects.filter(party=party).update(return_at=now() - timedelta(days=1))
    assert return_due(at=now()) == 0
    assert 30 <= days_until(party) <= 31


def test_returns_are_carried_out_once_with_their_reason(cast: Cast) -> None:
    pool, other = make_pool(cast), make_pool(cast, "老客户公海", units=[], priority=90)
    switch_on(cast, pool, LineDraft(base="followed", days=30, into=other))
    party = customer(cast.seller, days_ago=31)
    assert [return_due(at=now()), return_due(at=now())] == [1, 0]
    stay = Stay.objects.get(party=party)
    assert (stay.pool, stay.way, stay.came_from, stay.rule_version) == (other, "rule", cast.seller, 1)
    told = Entry.objects.get(name="pool.entered", customer_id=party.pk)
    assert (told.actor, told.particulars["base"], told.particulars["days"]) == (None, "followed", 30)


def test_many_return_at_the_cost_of_one(cast: Cast, django_assert_max_num_queries: Any) -> None:
    pool, other = make_pool(cast), make_pool(cast, "老客户公海", units=[], priority=90)
    switch_on(cast, pool, QUIET, LineDraft(base="followed", days=35, tiers=["A"], into=other))
    for number in range(12):
        customer(cast.seller, f"久无音讯{number}", days_ago=40, tier="A" if number < 5 else "")
    with django_assert_max_num_queries(100):
        assert return_due(at=now()) == 12
    assert [Stay.objects.filter(pool=one).count() for one in (pool, other)] == [7, 5]


def test_customers_of_somebody_who_left_wait_for_a_hand_over(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET)
    party = customer(cast.seller, days_ago=40)
    let_go(by=cast.boss, person=cast.seller)
    assert return_due(at=now()) == 0
    assert Party.objects.get(pk=party.pk).owner == cast.seller


def test_the_more_important_pool_counts(cast: Cast) -> None:
    small = make_pool(cast, "苏州公海", units=[cast.suzhou], priority=1)
    large = make_pool(cast, priority=5)
    party, of_the_east = customer(cast.seller, days_ago=40), customer(cast.manager, "周总的", days_ago=40)
    switch_on(cast, small, LineDraft(base="followed", days=100))
    switch_on(cast, large, QUIET)
    return_due(at=now())
    assert Party.objects.get(pk=party.pk).owner == cast.seller
    assert Party.objects.get(pk=of_the_east.pk).owner is None


def test_owners_are_warned_once_for_each_return(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET, warn_days=3)
    for number in range(3):
        customer(cast.seller, f"客户{number}", days_ago=28)
    customer(cast.colleague, "不急", days_ago=5)
    rederive(parties=list(Party.objects.values_list("pk", flat=True)))
    assert [warn_owners(at=now()), warn_owners(at=now())] == [1, 0]
    notice = Notice.objects.get(kind="pool.warning")
    assert (notice.person, notice.particulars) == (cast.seller, {"count": 3, "days": 3})


def test_protection_has_a_number_and_an_end(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET, most_protected=1, protected_days=20)
    party, other = customer(cast.seller, days_ago=29), customer(cast.seller, "第二位", days_ago=29)
    with pytest.raises(NotYourCustomer):
        protect(by=cast.colleague, party=party, days=5)
    with pytest.raises(NoProtection):
        protect(by=cast.seller, party=party, days=21)
    until = protect(by=cast.seller, party=party, days=20)
    assert return_of(party) == until
    with pytest.raises(NoProtection):
        protect(by=cast.seller, party=other, days=5)
    end_protection(by=cast.seller, party=party)
    assert days_until(party) <= 2
    with pytest.raises(NoProtection):
        protect(by=cast.seller, party=party, days=5)
    protect(by=cast.seller, party=other, days=5)


def test_a_claimed_customer_begins_anew(cast: Cast) -> None:
    pool = make_pool(cast)
    switch_on(cast, pool, LineDraft(base="claimed", days=7))
    stay = in_pool(cast, pool)
    party = claim(by=cast.colleague, stay=stay)
    assert 7 <= days_until(party) <= 8
    bring_in(by=cast.boss, pool=pool, parties=[party.pk])
    assert return_of(party) is None


def test_without_a_rule_nothing_is_kept(cast: Cast) -> None:
    make_pool(cast)
    customer(cast.seller)
    assert not Custody.objects.exists()


def test_a_break_in_the_rule_is_found_by_looking_back(cast: Cast) -> None:
    """Who held a customer since when is read from the journal where the rule is younger than the hand-over."""
    party = customer(cast.seller, days_ago=100)
    with replaying(now() - timedelta(days=10)):
        assign_parties(by=fresh(cast.boss), parties=[party.pk], owner=cast.colleague)
    switch_on(cast, make_pool(cast), QUIET)
    assert 20 <= days_until(party) <= 21


def test_key_customers_never_return(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET)
    party = customer(cast.seller, days_ago=40)
    mark_key(by=cast.boss, party=party, why="年框客户")
    assert return_of(party) is None
    assert return_due(at=now()) == 0
    unmark_key(by=cast.boss, party=party)
    assert return_due(at=now()) == 1


def test_a_merge_and_its_undo_derive_anew(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), QUIET)
    kept, gone = customer(cast.seller, "昆山恒润", days_ago=20), customer(cast.seller, "昆山恒润机械", days_ago=20)
    before = return_of(kept)
    note_activity(by=cast.seller, party=gone, kind="visit", text="谈了三号车间的阀门更换计划和预算")
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    assert days_until(kept) >= 30
    assert return_of(gone) is None
    undo_merge(by=cast.boss, merge=merge)
    assert return_of(kept) == before
    assert days_until(gone) >= 30


def test_an_undone_import_derives_anew(cast: Cast) -> None:
    lines = [LineDraft(base="followed", days=90, tiers=["A"]), LineDraft(base="followed", days=15, tiers=["C"])]
    switch_on(cast, make_pool(cast), *lines)
    target = import_targets.get("customers")
    party = customer(cast.boss, "昆山恒润机械有限公司", tier="C", owner=cast.seller)
    before = return_of(party)
    values = {"name": "昆山恒润机械有限公司", "tier": "A"}
    target.write(fresh(cast.boss), [target.draft(values, 1)], "import:1", Choices(existing="overwrite"))
    assert return_of(party) != before
    target.undo(fresh(cast.boss), "import:1", None, [])
    assert return_of(party) == before


def test_imported_customers_have_their_day_in_one_go(cast: Cast, django_assert_max_num_queries: Any) -> None:
    switch_on(cast, make_pool(cast), QUIET)
    target = import_targets.get("customers")
    drafts = [target.draft({"name": f"导入客户{number}", "owner": cast.seller.pk}, number) for number in range(60)]
    with django_assert_max_num_queries(80):
        target.write(fresh(cast.boss), drafts, "import:1", Choices())
    assert Custody.objects.filter(owner=cast.seller, return_at__isnull=False).count() == 60
