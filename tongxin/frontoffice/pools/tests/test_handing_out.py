"""A pool that hands out by itself: to whom, how many, and to whom not."""

import random
from collections import Counter
from collections.abc import Collection
from datetime import timedelta

import pytest

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.access.actions import let_go
from tongxin.collab.notices.models import Notice
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.parties.actions import add_contact
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import (
    NotAdministrator,
    UnfitRule,
    bring_in,
    hand_out_by_rule,
    mark_invalid,
    release,
    save_hand_out_rule,
)
from tongxin.frontoffice.pools.dealing import Hand, dealt
from tongxin.frontoffice.pools.models import Pool, Stay
from tongxin.frontoffice.pools.tests.firm import customer, in_pool, make_pool


def settle(cast: Cast, pool: Pool, **values: object) -> None:
    save_hand_out_rule(by=cast.boss, pool=pool, **{"is_on": True, "people": [cast.seller, cast.colleague], **values})


def owners() -> Counter[str]:
    return Counter(Party.objects.customers().exclude(owner=None).values_list("owner__name", flat=True))


ROOMS = [
    ([1, 2, 3, 4], {7: 2, 8: 9}, {}, {1: 7, 2: 8, 3: 7, 4: 8}),
    ([1, 2, 3], {7: 1, 8: 1}, {}, {1: 7, 2: 8}),
    ([1, 2], {7: 2}, {1: {7}}, {2: 7}),
    ([1, 2, 3], {}, {}, {}),
]


@pytest.mark.parametrize(("customers", "rooms", "barred", "expected"), ROOMS)
def test_the_table(
    customers: list[int], rooms: dict[int, int], barred: dict[int, Collection[int]], expected: dict[int, int]
) -> None:
    hands = [Hand(person, room) for person, room in rooms.items()]
    assert dealt(customers, hands, barred, chance=None) == expected


def test_by_lot_nobody_gets_more_than_fits_and_everybody_something() -> None:
    found = dealt(range(60), [Hand(person, 25) for person in range(3)], {}, chance=random.Random(1))
    counts = Counter(found.values())
    assert len(found) == 60
    assert max(counts.values()) <= 25
    assert len(counts) == 3


def test_each_in_turn_up_to_the_number_of_a_day_with_a_notice(cast: Cast) -> None:
    pool = make_pool(cast)
    for number in range(7):
        in_pool(cast, pool, f"客户{number}")
    settle(cast, pool, per_day=3)
    assert [hand_out_by_rule(at=now()), hand_out_by_rule(at=now())] == [6, 0]
    assert owners() == {"李薇": 3, "赵航": 3}
    assert Stay.objects.filter(end="dealt").count() == 6
    assert Notice.objects.get(person=cast.seller).particulars == {"count": 3, "pool": "华东公海"}
    with replaying(now() + timedelta(days=1)):
        assert hand_out_by_rule(at=now()) == 1


def test_the_locks_of_claiming_hold_here_too(cast: Cast) -> None:
    pool = make_pool(cast, reclaim_days=9, fresh_hours=2, holding_limit=2)
    settle(cast, pool, people=[cast.seller])
    given_back = customer(cast.seller, "还回来的")
    release(by=cast.seller, party=given_back, pool=pool, why="没有需求")
    mark_invalid(by=cast.manager, stay=in_pool(cast, pool, "空号"), why="空号")
    for number in range(3):
        in_pool(cast, pool, f"客户{number}")
    assert hand_out_by_rule(at=now()) == 0, "newcomers rest"
    with replaying(now() + timedelta(hours=3)):
        assert hand_out_by_rule(at=now()) == 2
        assert owners() == {"李薇": 2}
    assert Party.objects.get(pk=given_back.pk).owner is None


def test_whoever_does_not_speak_with_theirs_gets_no_more(cast: Cast) -> None:
    pool = make_pool(cast)
    for number in range(4):
        in_pool(cast, pool, f"客户{number}")
    settle(cast, pool, people=[cast.seller], most_unspoken=2)
    assert [hand_out_by_rule(at=now()), hand_out_by_rule(at=now())] == [2, 0]
    for party in Party.objects.filter(owner=cast.seller):
        note_activity(by=cast.seller, party=party, kind="call", text="谈了年度框架和交期", at=now())
    assert hand_out_by_rule(at=now()) == 2


def test_nobody_from_elsewhere_or_gone_gets_one_and_contacts_go_along(cast: Cast) -> None:
    pool = make_pool(cast, units=[cast.suzhou])
    party = customer(cast.boss)
    contact = add_contact(by=cast.boss, party=party, name="钱工")
    bring_in(by=cast.boss, pool=pool, parties=[party.pk])
    settle(cast, pool, people=[cast.south, cast.seller])
    let_go(by=cast.boss, person=cast.seller)
    assert hand_out_by_rule(at=now()) == 0
    settle(cast, pool, people=[])
    assert hand_out_by_rule(at=now()) == 1
    assert Party.objects.get(pk=contact.person_id).owner == cast.colleague


def test_only_administrators_settle_it_and_nobody_settles_nothing(cast: Cast) -> None:
    pool = make_pool(cast)
    with pytest.raises(NotAdministrator):
        save_hand_out_rule(by=cast.manager, pool=pool, is_on=True)
    with pytest.raises(UnfitRule):
        settle(cast, pool, per_day=0)
