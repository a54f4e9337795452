"""The count before a rule is switched on is what the rule does then."""

import random
from datetime import timedelta

import pytest

from tests.cast import Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.ownership.actions import mark_key
from tongxin.directory.parties.actions import assign_parties
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.tests.test_from_words_to_seal import today
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.pipeline.actions import lose_opportunity, open_opportunity, win_opportunity
from tongxin.frontoffice.pipeline.models import LostReason
from tongxin.frontoffice.pools.actions import LineDraft, protect, return_due
from tongxin.frontoffice.pools.queries.trying_out import try_out
from tongxin.frontoffice.pools.returning import Line
from tongxin.frontoffice.pools.tests.firm import customer, make_pool, switch_on

LINES = [
    [LineDraft(base="followed", days=30)],
    [LineDraft(base="followed", days=20, is_working=True), LineDraft(base="followed", days=50, tiers=["A"])],
    [LineDraft(base="created", days=25), LineDraft(base="claimed", days=12, tiers=["B"])],
    [LineDraft(base="claimed", days=9), LineDraft(base="followed", days=40, tiers=["A", "C"])],
    [
        LineDraft(base="closed", days=15),
        LineDraft(base="followed", days=20, spares_deals=True),
        LineDraft(base="ordered", days=20, takes_open=True),
        LineDraft(base="contract", days=9),
    ],
]


def deal(cast: Cast, chance: random.Random, party: Party) -> None:
    """None, open, won or lost some time ago."""
    for _one in range(chance.choice([0, 0, 1, 2])):
        by = cast.boss
        opportunity = open_opportunity(by=by, name="泵房", party=party, amount="3万")
        if chance.random() < 0.7:
            on = (now() - timedelta(days=chance.randrange(60))).date()
            if chance.random() < 0.5:
                win_opportunity(by=by, opportunity=opportunity, on=on)
            else:
                lose_opportunity(
                    by=by, opportunity=opportunity, reason=LostReason.objects.earliest("pk"), competitor="不清楚", on=on
                )


def sell(cast: Cast, chance: random.Random, party: Party) -> None:
    """Orders and contracts of some time ago, as rows: here it matters what is counted, not how they came."""
    day = today() - timedelta(days=chance.randrange(40))
    said = {"party": party, "owner": cast.boss, "currency": "CNY", "created_at": now()}
    for number in range(chance.choice([0, 0, 1, 2])):
        state = chance.choice(["draft", "confirmed", "delivered"])
        Order.objects.create(
            number=f"D{party.pk}-{number}", state=state, ordered_on=day + timedelta(days=number), **said
        )
    for number in range(chance.choice([0, 0, 1, 2])):
        ends_on = chance.choice([None, day, today() + timedelta(days=chance.randrange(9))])
        state = {"state": chance.choice(["draft", "in_force"]), "sealed_at": now()}
        Contract.objects.create(number=f"H{party.pk}-{number}", title="阀", ends_on=ends_on, **state, **said)


@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize("known", [False, True])
def test_it_counts_whom_the_rule_takes(cast: Cast, lines: list[LineDraft], known: bool) -> None:
    chance, pool = random.Random(3), make_pool(cast)
    if known:
        switch_on(cast, pool, LineDraft(base="followed", days=400), most_protected=99)
    for number in range(40):
        who = chance.choice([cast.seller, cast.colleague, cast.manager])
        party = customer(
            who, f"客户{number}", days_ago=chance.randrange(5, 90), tier=chance.choice(["A", "B", "C", ""])
        )
        if chance.random() < 0.4:
            at = max(party.created_at, now() - timedelta(days=chance.randrange(60)))
            text = chance.choice(["谈了三号车间的阀门更换计划和预算", "嗯"])
            note_activity(by=who, party=party, kind="visit", text=text, at=at)
        if chance.random() < 0.4:
            with replaying(max(party.created_at, now() - timedelta(days=chance.randrange(40)))):
                assign_parties(by=fresh(cast.boss), parties=[party.pk], owner=cast.colleague)
        elif known and chance.random() < 0.3:
            protect(by=who, party=party, days=chance.randrange(1, 30))
        if any(line.base == "closed" for line in lines):
            deal(cast, chance, party)
            sell(cast, chance, party)
        if chance.random() < 0.1:
            mark_key(by=cast.boss, party=party, why="年框客户")
    plain = [
        Line(0, one.base, one.days, one.is_working, frozenset(one.tiers), one.takes_open, one.spares_deals)
        for one in lines
    ]
    starts = now() + timedelta(days=2)
    trial = try_out(pool, plain, least_words=10, starts_at=starts, days=5)
    switch_on(cast, pool, *lines, grace_days=2, most_protected=99)
    with replaying(starts + timedelta(days=5)):
        assert return_due(at=now()) == trial.total
    assert trial.total > 3
