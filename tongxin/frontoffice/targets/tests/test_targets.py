"""Targets are set by who leads, attained live, seen in scope, and short in words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.access.models import Role
from tongxin.frontoffice.pipeline.actions import open_opportunity, win_opportunity
from tongxin.frontoffice.targets.actions import MayNotSet, Wanted, set_targets
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries import Attainment, Period, attainments, periods_of, target_of
from tongxin.frontoffice.targets.queries.grid import grid
from tongxin.frontoffice.targets.templatetags.goals import gap_words

TODAY = now().date()
QUARTER = next(period for period in periods_of(TODAY.year, "quarter") if period.begins_on <= TODAY < period.ends_on)


def sell(cast: Cast, amount: str, product: str = "") -> None:
    deal = open_opportunity(by=cast.seller, name="球阀", amount=amount, product=product)
    win_opportunity(by=cast.seller, opportunity=deal)


def test_what_is_won_counts_at_once_for_the_person_and_all_units_above(cast: Cast) -> None:
    wanted = [Wanted(QUARTER, "300万", unit=cast.east), Wanted(QUARTER, "100万", person=cast.seller)]
    assert set_targets(by=cast.boss, measure="won", wanted=wanted) == 2
    assert set_targets(by=cast.boss, measure="won", wanted=wanted) == 0, "what stays as it was is no change"
    set_targets(by=cast.boss, measure="won_count", wanted=[Wanted(QUARTER, "2", unit=cast.head_office)])
    set_targets(by=cast.boss, measure="won", product="蝶阀", wanted=[Wanted(QUARTER, "50万", unit=cast.east)])
    sell(cast, "60万", "蝶阀")
    sell(cast, "50万")
    sell(cast, "USD 900")
    done = {
        (one.target.measure, one.target.product, one.target.person_id): one.done
        for one in attainments(Target.objects.all(), TODAY)
    }
    assert done == {
        ("won", "", None): 110_000_000, ("won", "", cast.seller.pk): 110_000_000, ("won", "蝶阀", None): 60_000_000, ("won_count", "", None): 3,
    }  # fmt: skip


def test_only_who_leads_sets_and_only_for_those(cast: Cast) -> None:
    for person, wanted in (
        (cast.seller, Wanted(QUARTER, "1万", person=cast.seller)),
        (cast.manager, Wanted(QUARTER, "1万", unit=cast.south_region)),
        (cast.manager, Wanted(QUARTER, "1万", unit=cast.head_office)),
        (cast.clerk, Wanted(QUARTER, "1万", unit=cast.east)),
    ):
        with pytest.raises(MayNotSet):
            set_targets(
                by=fresh(person),
                measure="won",
                wanted=[Wanted(QUARTER, "2万", unit=cast.east), wanted][person != cast.manager :],
            )
    assert set_targets(by=fresh(cast.manager), measure="won", wanted=[Wanted(QUARTER, "1万", unit=cast.suzhou)]) == 1
    for typed in ("-5", "x", "USD 5", "0.001"):
        with pytest.raises(ValidationError):
            set_targets(by=cast.boss, measure="won", wanted=[Wanted(QUARTER, typed, unit=cast.east)])
    with pytest.raises(ValidationError):
        set_targets(by=cast.boss, measure="nothing", wanted=[Wanted(QUARTER, "5", unit=cast.east)])
    assert Target.objects.count() == 1
    set_targets(by=cast.boss, measure="won", wanted=[Wanted(QUARTER, "", unit=cast.suzhou)])
    assert not Target.objects.exists()


def test_nobody_sets_a_limit_of_their_own(cast: Cast, client: Client) -> None:
    head, year = fresh(cast.manager), periods_of(TODAY.year, "quarter")[0]
    for own in (
        Wanted(year, "10万", unit=cast.east),
        Wanted(year, "10万", person=head),
        Wanted(year, "", unit=cast.east),
    ):
        with pytest.raises(MayNotSet, match="上级"):
            set_targets(by=head, measure="given_away", wanted=[own])
    below = [Wanted(year, "5万", unit=cast.suzhou), Wanted(year, "1万", person=cast.seller)]
    assert set_targets(by=head, measure="given_away", wanted=below) == 2
    assert set_targets(by=cast.boss, measure="given_away", wanted=[Wanted(year, "10万", unit=cast.east)]) == 1
    client.force_login(head)
    asked = {"measure": "given_away", "year": TODAY.year, "by": "quarter"}
    page = client.get("/targets/setting/", asked).content.decode()
    assert (f'name="u{cast.suzhou.pk}-0"' in page, f'name="u{cast.east.pk}-0"' in page, "100000" in page) == (
        True,
        False,
        True,
    )
    assert client.post("/targets/setting/", {**asked, f"u{cast.east.pk}-0": "99万"}).status_code == 403


def test_a_target_is_seen_as_far_as_opportunities(cast: Cast) -> None:
    wanted = [
        Wanted(QUARTER, "500万", unit=cast.head_office),
        Wanted(QUARTER, "300万", unit=cast.east),
        Wanted(QUARTER, "90万", person=cast.seller),
    ]
    set_targets(by=cast.boss, measure="won", wanted=wanted)
    told = {
        name: target_of(fresh(getattr(cast, name)), "won", QUARTER, "CNY")
        for name in ("boss", "manager", "seller", "south", "stranger")
    }
    money = {
        "boss": Money(500_000_000, "CNY"),
        "manager": Money(300_000_000, "CNY"),
        "seller": Money(90_000_000, "CNY"),
    }
    assert told == {**money, "south": None, "stranger": None}
    seen = {str(row.person or row.unit) for row in grid(fresh(cast.manager), "won", [QUARTER], "CNY", "", TODAY)}
    assert seen == {"华东大区", "苏州", "周启明", "李薇", "赵航"}
    Role.objects.filter(name="只看自己").update(fields={"opportunity": {"amount": "hidden"}})
    assert target_of(fresh(cast.seller), "won", QUARTER, "CNY") is None, "nothing is told of hidden amounts"


def test_a_quarter_is_the_sum_of_its_months(cast: Cast) -> None:
    months = [
        month for month in periods_of(TODAY.year, "month") if QUARTER.begins_on <= month.begins_on < QUARTER.ends_on
    ]
    set_targets(
        by=cast.boss, measure="won", wanted=[Wanted(month, "10万", unit=cast.head_office) for month in months[:2]]
    )
    assert target_of(fresh(cast.boss), "won", QUARTER, "CNY") is None
    set_targets(by=cast.boss, measure="won", wanted=[Wanted(months[2], "10万", unit=cast.head_office)])
    assert target_of(fresh(cast.boss), "won", QUARTER, "CNY") == Money(30_000_000, "CNY")


@pytest.mark.parametrize(
    ("done", "on", "words"),
    [
        (100, date(2026, 11, 1), "Reached"),
        (120, date(2026, 11, 1), "Reached, 20 over it"),
        (40, date(2026, 11, 1), "60 short, 61 days left: 7 a week"),
        (40, date(2026, 12, 30), "60 short, 2 days left"),
        (40, date(2027, 1, 5), "60 short when it ended"),
        (0, date(2026, 1, 5), "100 short, 92 days left: 8 a week"),
    ],
)
def test_the_gap_is_said_in_words(done: int, on: date, words: str) -> None:
    period = Period(date(2026, 10, 1), date(2027, 1, 1))
    target = Target(measure="visits", value=100, begins_on=period.begins_on, ends_on=period.ends_on)
    with override("en"):
        assert gap_words(Attainment(target, done, on)) == words


@pytest.mark.alike
def test_the_grid_is_typed_into_and_shown(cast: Cast, client: Client) -> None:
    client.force_login(cast.boss)
    typed = {
        "measure": "won",
        "year": TODAY.year,
        "by": "quarter",
        f"u{cast.east.pk}-{(TODAY.month - 1) // 3}": "320万",
    }
    assert client.post("/targets/setting/", typed).status_code == 302
    sell(cast, "60万")
    page = client.get("/targets/").content.decode()
    assert "¥60 万" in page
    assert "¥320 万" in page
    assert client.post("/targets/setting/", {**typed, f"u{cast.east.pk}-0": "-1"}).status_code == 422
    client.force_login(cast.seller)
    assert client.get("/targets/setting/").status_code == 403
    assert "¥320 万" not in client.get("/targets/").content.decode()
