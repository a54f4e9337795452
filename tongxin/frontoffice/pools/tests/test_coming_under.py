"""Who comes under a rule later, by a move or because its scope grows, has the days of grace as well."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.chaos.watching import Watching
from tongxin.base.clock import now, replaying
from tongxin.collab.access.actions import place_in_unit
from tongxin.collab.jobs.models import Job
from tongxin.collab.org.actions import leave_post
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions import mark_key, unmark_key
from tongxin.frontoffice.pools.actions import LineDraft, rederive_all, rederive_moved, return_due, save_pool
from tongxin.frontoffice.pools.models import Pool
from tongxin.frontoffice.pools.queries import covering
from tongxin.frontoffice.pools.tests.firm import customer, make_pool, return_of, switch_on

QUIET, GRACE = LineDraft(base="followed", days=30), timedelta(days=14)


def move(cast: Cast, pool: Pool) -> None:
    place_in_unit(by=cast.boss, person=cast.south, unit=cast.suzhou)


def widen(cast: Cast, pool: Pool) -> None:
    save_pool(by=cast.boss, pool=pool, name=pool.name, units=[cast.east, cast.south_region])


@pytest.mark.parametrize("change", [move, widen])
def test_nobody_loses_customers_by_a_change_of_scope_without_grace(
    cast: Cast, change: Callable[[Cast, Pool], None]
) -> None:
    party, pool = customer(cast.south, days_ago=60), make_pool(cast)
    switch_on(cast, pool, QUIET, grace_days=14)
    with replaying(now() + timedelta(days=30)):
        change(cast, pool)
        job = Job.objects.latest("pk")
        derive = {"pools.follow_people": rederive_moved, "pools.rederive": rederive_all}[job.name]
        derive(job=Watching())
        found = return_of(party)
        assert found is not None
        assert abs(found - now() - GRACE) < timedelta(minutes=1)
        assert return_due(at=now()) == 0
    with replaying(now() + timedelta(days=45)):
        assert return_due(at=now()) == 1


def test_whoever_moves_away_keeps_theirs(cast: Cast) -> None:
    switch_on(cast, make_pool(cast, units=[cast.south_region]), QUIET)
    party = customer(cast.south, days_ago=10)
    place_in_unit(by=cast.boss, person=cast.south, unit=cast.suzhou)
    leave_post(by=cast.boss, post=cast.south.posts.get(unit=cast.south_region))
    assert rederive_moved(job=Watching()) == 1
    assert return_of(party) is None
    assert rederive_moved(job=Watching()) == 0


def test_a_stricter_pool_gives_grace_too(cast: Cast) -> None:
    switch_on(cast, make_pool(cast, "宽松", units=[cast.suzhou], priority=9), LineDraft(base="followed", days=300))
    party = customer(cast.seller, days_ago=100)
    strict = make_pool(cast, "严格", units=[], people=[cast.south], priority=1)
    switch_on(cast, strict, QUIET, grace_days=14)
    with replaying(now() + timedelta(days=20)):
        save_pool(by=cast.boss, pool=strict, name="严格", people=[cast.seller], priority=1)
        assert rederive_moved(job=Watching()) == 1
        found = return_of(party)
        assert found is not None
        assert abs(found - now() - GRACE) < timedelta(minutes=1)


def test_the_end_of_a_mark_takes_nobody_in_the_same_minute(cast: Cast) -> None:
    party = customer(cast.seller, days_ago=60)
    mark_key(by=cast.boss, party=party, why="年框客户")
    switch_on(cast, make_pool(cast), QUIET, grace_days=14)
    with replaying(now() + timedelta(days=30)):
        unmark_key(by=cast.boss, party=party)
        assert return_due(at=now()) == 0
    with replaying(now() + timedelta(days=45)):
        assert return_due(at=now()) == 1


def test_who_is_looked_at_alone_stands_where_the_whole_firm_says(cast: Cast) -> None:
    everywhere, strict = (
        make_pool(cast),
        make_pool(cast, "严格", units=[], people=[cast.seller, cast.south], priority=1),
    )
    for pool in (everywhere, strict):
        switch_on(cast, pool, QUIET)
    people = Person.objects.values_list("pk", flat=True)
    over = {one: [rule.pool_id for rule in covering() if one in rule.people] for one in people}
    assert over == {one: [rule.pool_id for rule in covering(among=[one]) if one in rule.people] for one in people}
    assert (over[cast.seller.pk], over[cast.colleague.pk], over[cast.stranger.pk]) == ([strict.pk], [everywhere.pk], [])
