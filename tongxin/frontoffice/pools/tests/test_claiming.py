"""Out of the pool and into it by hand: limits, locks, slips."""

from datetime import timedelta

import pytest

from tests.cast import Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.directory.parties.actions import NotYours, TakenAlready, add_contact, assign_parties, join_team
from tongxin.directory.parties.models import Party, TeamMember
from tongxin.frontoffice.pools.actions import (
    CannotRelease,
    HandsFull,
    LooksUsedUp,
    NotClaimable,
    NotInYourPool,
    NotYourPool,
    TooLate,
    bring_in,
    claim,
    hand_out,
    look_at,
    mark_invalid,
    release,
    save_pool,
    take_back,
)
from tongxin.frontoffice.pools.models import Stay
from tongxin.frontoffice.pools.tests.firm import customer, in_pool, make_pool


def owner_of(party_id: int) -> str:
    party = Party.objects.select_related("owner").get(pk=party_id)
    return party.owner.name if party.owner else ""


def test_claims_a_day_are_counted_also_when_given_back(cast: Cast) -> None:
    pool = make_pool(cast, per_day=2)
    first, second, third = (in_pool(cast, pool, f"客户{number}") for number in "一二三")
    claim(by=cast.colleague, stay=first)
    party = claim(by=cast.colleague, stay=second)
    release(by=fresh(cast.colleague), party=party, pool=pool, why="领错了")
    with pytest.raises(HandsFull, match="2"):
        claim(by=cast.colleague, stay=third)
    claim(by=cast.seller, stay=third)
    with replaying(now() + timedelta(days=1)):
        claim(by=cast.colleague, stay=in_pool(cast, pool, "客户四"))


def test_nobody_holds_more_than_the_limit(cast: Cast) -> None:
    pool = make_pool(cast, holding_limit=2)
    customer(cast.seller, "自己的")
    claim(by=cast.seller, stay=in_pool(cast, pool, "客户一"))
    with pytest.raises(HandsFull):
        claim(by=cast.seller, stay=in_pool(cast, pool, "客户二"))


def test_who_lost_a_customer_waits_however_many_had_it_since(cast: Cast) -> None:
    pool = make_pool(cast, reclaim_days=7)
    party = customer(cast.seller)
    stay = release(by=cast.seller, party=party, pool=pool, why="没有需求")
    with pytest.raises(NotClaimable, match="7"):
        claim(by=cast.seller, stay=stay)
    claim(by=cast.colleague, stay=stay)
    again = release(by=fresh(cast.colleague), party=party, pool=pool, why="还给她")
    with pytest.raises(NotClaimable):
        claim(by=cast.seller, stay=again)
    with replaying(now() + timedelta(days=8)):
        claim(by=cast.seller, stay=again)
    assert owner_of(party.pk) == "李薇"


def test_newcomers_rest_before_they_can_be_claimed(cast: Cast) -> None:
    pool = make_pool(cast, fresh_hours=12)
    stay = in_pool(cast, pool)
    with pytest.raises(NotClaimable, match="12"):
        claim(by=cast.seller, stay=stay)
    with replaying(now() + timedelta(hours=12, minutes=1)):
        claim(by=cast.seller, stay=stay)


def test_a_taken_customer_is_not_taken_again(cast: Cast) -> None:
    pool = make_pool(cast)
    stay = in_pool(cast, pool)
    claim(by=cast.colleague, stay=stay)
    with pytest.raises(TakenAlready):
        claim(by=cast.seller, stay=stay)
    assert owner_of(stay.party_id) == "赵航"


def test_contact_people_go_and_come_with_their_firm(cast: Cast) -> None:
    pool = make_pool(cast)
    party = customer(cast.seller)
    contact = add_contact(by=cast.seller, party=party, name="钱工")
    stay = release(by=cast.seller, party=party, pool=pool, why="没有需求")
    assert owner_of(contact.person_id) == ""
    claim(by=cast.colleague, stay=stay)
    assert owner_of(contact.person_id) == "赵航"


def test_a_contact_who_is_a_customer_too_stays_with_the_owner(cast: Cast) -> None:
    party = customer(cast.seller)
    regular = customer(cast.seller, "老马", kind="person")
    add_contact(by=cast.seller, party=party, person=regular, name="")
    release(by=cast.seller, party=party, pool=make_pool(cast), why="没有需求")
    assert owner_of(regular.pk) == "李薇"


def test_giving_back_needs_a_sentence_a_pool_and_the_right(cast: Cast) -> None:
    east, south = make_pool(cast), make_pool(cast, "华南公海", units=[cast.south_region])
    party = customer(cast.seller)
    with pytest.raises(CannotRelease):
        release(by=cast.seller, party=party, pool=east, why=" ")
    with pytest.raises(NotYourPool):
        release(by=cast.seller, party=party, pool=south, why="搬到广州了")
    with pytest.raises(NotYours):
        release(by=cast.colleague, party=party, pool=east, why="不是我的")
    assert owner_of(party.pk) == "李薇"


def test_one_chooses_the_pool(cast: Cast) -> None:
    make_pool(cast)
    second = make_pool(cast, "老客户公海", priority=20)
    party = customer(cast.seller)
    release(by=cast.seller, party=party, pool=second, why="两年没下单")
    assert Stay.objects.open().get(party=party).pool == second


def test_a_slip_is_taken_back_as_if_nothing_had_happened(cast: Cast) -> None:
    pool = make_pool(cast, reclaim_days=30)
    party = customer(cast.seller)
    join_team(by=cast.seller, party=party, person=cast.south, role="技术")
    before = Party.objects.get(pk=party.pk)
    stay = release(by=cast.seller, party=party, pool=pool, why="点错了")
    assert not TeamMember.objects.filter(party=party).exists()
    take_back(by=cast.seller, stay=stay)
    after = Party.objects.get(pk=party.pk)
    assert (after.owner, after.unit) == (before.owner, before.unit)
    assert TeamMember.objects.get(party=party).role == "技术"
    assert not Stay.objects.open().exists()


def test_a_slip_is_not_taken_back_late_or_by_others(cast: Cast) -> None:
    pool = make_pool(cast)
    stay = release(by=cast.seller, party=customer(cast.seller), pool=pool, why="点错了")
    with pytest.raises(TooLate):
        take_back(by=cast.colleague, stay=stay)
    with replaying(now() + timedelta(minutes=11)), pytest.raises(TooLate):
        take_back(by=cast.seller, stay=stay)
    claim(by=cast.colleague, stay=stay)
    with pytest.raises(TooLate):
        take_back(by=cast.seller, stay=stay)


def test_keepers_hand_out_and_say_what_is_invalid(cast: Cast) -> None:
    pool = make_pool(cast)
    stay, useless = in_pool(cast, pool, "客户一"), in_pool(cast, pool, "客户二")
    with pytest.raises(NotYourPool):
        hand_out(by=cast.colleague, stay=stay, owner=cast.seller)
    with pytest.raises(NotClaimable):
        hand_out(by=cast.manager, stay=stay, owner=cast.south)
    hand_out(by=cast.manager, stay=stay, owner=cast.seller)
    assert owner_of(stay.party_id) == "李薇"
    with pytest.raises(NotYourPool):
        mark_invalid(by=cast.seller, stay=useless, why="空号")
    mark_invalid(by=cast.manager, stay=useless, why="空号")
    with pytest.raises(NotClaimable, match="空号"):
        claim(by=cast.seller, stay=useless)
    mark_invalid(by=cast.manager, stay=useless, why="")
    claim(by=cast.seller, stay=useless)


def test_only_keepers_bring_in_and_only_what_is_theirs_to_change(cast: Cast) -> None:
    pool = make_pool(cast)
    mine, foreign = customer(cast.manager, "周总的"), customer(cast.south, "南方的")
    with pytest.raises(NotYourPool):
        bring_in(by=cast.seller, pool=pool, parties=[mine.pk])
    with pytest.raises(NotYours):
        bring_in(by=cast.manager, pool=pool, parties=[mine.pk, foreign.pk])
    assert owner_of(mine.pk) == "周启明"
    assert len(bring_in(by=cast.manager, pool=pool, parties=[mine.pk])) == 1


def test_who_is_assigned_from_elsewhere_leaves_the_pool(cast: Cast) -> None:
    stay = in_pool(cast, make_pool(cast))
    assign_parties(by=cast.boss, parties=[stay.party_id], owner=cast.south)
    stay.refresh_from_db()
    assert (stay.end, stay.taken_by) == ("assigned", cast.south)
    with pytest.raises(TakenAlready):
        claim(by=cast.seller, stay=stay)


def test_looks_at_details_are_counted_once_a_customer(cast: Cast) -> None:
    pool = make_pool(cast, looks_per_day=1)
    first, second = in_pool(cast, pool, "客户一"), in_pool(cast, pool, "客户二")
    look_at(by=cast.seller, stay=first)
    look_at(by=cast.seller, stay=first)
    with pytest.raises(LooksUsedUp):
        look_at(by=cast.seller, stay=second)
    look_at(by=cast.colleague, stay=second)
    with replaying(now() + timedelta(days=1)):
        look_at(by=cast.seller, stay=second)


def test_a_closed_pool_gives_nothing(cast: Cast) -> None:
    pool = make_pool(cast)
    stay = in_pool(cast, pool)
    save_pool(by=cast.boss, pool=pool, name=pool.name, units=[cast.east], is_open=False)
    with pytest.raises(NotInYourPool):
        claim(by=cast.seller, stay=stay)
