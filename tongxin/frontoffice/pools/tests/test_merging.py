"""What pools know of a customer follows it into the record with which it is merged, and goes back with it."""

from datetime import timedelta

import pytest

from tests.cast import Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.ownership.actions import mark_key
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import LineDraft, NotClaimable, claim, protect, release
from tongxin.frontoffice.pools.models import Custody, Stay
from tongxin.frontoffice.pools.tests.firm import customer, in_pool, make_pool, return_of, switch_on


def all_of_it() -> tuple[object, ...]:
    stays = Stay.objects.order_by("pk").values_list("pk", "party", "pool", "left_at", "end", "taken_by")
    held = Custody.objects.order_by("pk").values_list("pk", "owner", "held_since", "return_at", "protected_until")
    return list(stays), list(held), list(Party.objects.order_by("pk").values_list("pk", "owner", "deleted_at"))


def test_the_lock_of_whoever_lost_it_holds_for_the_kept_record(cast: Cast) -> None:
    pool = make_pool(cast, reclaim_days=30)
    kept, gone = in_pool(cast, pool, "昆山恒润"), customer(cast.seller, "昆山恒润机械")
    release(by=cast.seller, party=gone, pool=pool, why="没有需求")
    before = all_of_it()
    merge = merge_parties(by=cast.boss, kept=kept.party, gone=gone)
    assert [stay.pk for stay in Stay.objects.open()] == [kept.pk], "one record lies in the pool once"
    with pytest.raises(NotClaimable, match="30"):
        claim(by=cast.seller, stay=kept)
    undo_merge(by=cast.boss, merge=merge)
    assert all_of_it() == before


def test_who_gets_an_owner_by_a_merge_leaves_the_pool_and_comes_back_with_the_undo(cast: Cast) -> None:
    pool = make_pool(cast)
    kept, gone = in_pool(cast, pool, "昆山恒润"), customer(cast.seller, "昆山恒润机械")
    before = all_of_it()
    merge = merge_parties(by=cast.boss, kept=kept.party, gone=gone)
    assert Party.objects.get(pk=kept.party_id).owner == cast.seller
    assert not Stay.objects.open().exists()
    kept.refresh_from_db()
    assert (kept.end, kept.taken_by) == ("merged", cast.seller)
    undo_merge(by=cast.boss, merge=merge)
    assert all_of_it() == before


def test_one_that_lies_in_a_pool_takes_the_other_along(cast: Cast) -> None:
    pool = make_pool(cast)
    stay = in_pool(cast, pool, "昆山恒润机械")
    kept = customer(cast.boss, "昆山恒润")
    Party.objects.filter(pk=kept.pk).update(owner=None, unit=None)
    merge = merge_parties(by=cast.boss, kept=kept, gone=stay.party)
    assert Stay.objects.open().get().party == kept
    claim(by=cast.colleague, stay=stay)
    undo_merge(by=cast.boss, merge=merge)
    assert Party.objects.get(pk=kept.pk).owner == cast.colleague
    again = Stay.objects.open().get()
    assert (again.party_id, again.pool) == (stay.party_id, pool), "nobody has it, so it lies there again"


def test_protection_and_the_time_in_one_hand_follow(cast: Cast) -> None:
    switch_on(cast, make_pool(cast), LineDraft(base="followed", days=30), most_protected=3, protected_days=60)
    kept = customer(cast.seller, "昆山恒润", days_ago=29)
    gone = customer(cast.seller, "昆山恒润机械", days_ago=28)
    until = protect(by=cast.seller, party=gone, days=50)
    before = all_of_it()
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    assert return_of(kept) == until
    assert not Custody.objects.filter(party=gone).exists()
    undo_merge(by=cast.boss, merge=merge)
    assert all_of_it() == before


def test_an_owner_who_comes_along_keeps_the_days_they_had(cast: Cast) -> None:
    pool = make_pool(cast)
    switch_on(cast, pool, LineDraft(base="claimed", days=30))
    with replaying(now() - timedelta(days=20)):
        stay = in_pool(cast, pool, "昆山恒润机械")
    with replaying(now() - timedelta(days=10)):
        gone = claim(by=fresh(cast.colleague), stay=stay)
    kept = customer(cast.boss, "昆山恒润", days_ago=90)
    before = all_of_it()
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone, values={"owner": cast.colleague.pk})
    held = Custody.objects.get(party=kept)
    assert (held.owner, held.held_since.date()) == (cast.colleague, (now() - timedelta(days=10)).date())
    undo_merge(by=cast.boss, merge=merge)
    assert all_of_it() == before


def test_whoever_lies_in_a_pool_is_not_laid_there_again_by_an_undo(cast: Cast) -> None:
    """The newest stay is the one that a later merge ended; the own one, which is older, goes on."""
    pool = make_pool(cast)
    with replaying(now() - timedelta(days=10)):
        kept = in_pool(cast, pool, "昆山恒润")
    one, other = in_pool(cast, pool, "昆山恒润机械"), in_pool(cast, pool, "昆山恒润厂")
    before = all_of_it()
    first = merge_parties(by=cast.boss, kept=kept.party, gone=one.party)
    second = merge_parties(by=cast.boss, kept=kept.party, gone=other.party)
    undo_merge(by=cast.boss, merge=first)
    assert {stay.pk for stay in Stay.objects.open()} == {kept.pk, one.pk}
    undo_merge(by=cast.boss, merge=second)
    assert all_of_it() == before


def test_an_owner_who_comes_along_later_does_so_still_when_an_earlier_merge_is_undone(cast: Cast) -> None:
    """The earlier merge had protected a key customer for longer; the later one gave it to somebody else, with their days."""
    switch_on(cast, make_pool(cast), LineDraft(base="followed", days=30), most_protected=3, protected_days=60)
    kept, one = customer(cast.seller, "昆山恒润"), customer(cast.seller, "昆山恒润机械")
    other = customer(cast.colleague, "昆山恒润厂")
    protect(by=cast.seller, party=one, days=50)
    mark_key(by=cast.boss, party=kept, why="年框客户")
    before = all_of_it()
    first = merge_parties(by=cast.boss, kept=kept, gone=one)
    second = merge_parties(by=cast.boss, kept=kept, gone=other, values={"owner": cast.colleague.pk})
    undo_merge(by=cast.boss, merge=first)
    assert Custody.objects.get(party=kept).owner == cast.colleague
    undo_merge(by=cast.boss, merge=second)
    assert all_of_it() == before
