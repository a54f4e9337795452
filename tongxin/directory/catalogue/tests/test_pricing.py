"""Which price holds, by example: a table of cases, and what must hold in every currency."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.money import Money
from tongxin.directory.catalogue.rules.adding import Counted, line_amount, spread, sum_of
from tongxin.directory.catalogue.rules.discounting import read_discount
from tongxin.directory.catalogue.rules.pricing import Agreed, Asked, Item, Listed, NoQuantity, price_of
from tongxin.directory.catalogue.rules.saying import Reason

D = Decimal
TODAY, BEFORE, AFTER = date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 23)
BANDS = ((D(0), 100), (D(10), 90), (D(50), 80))


def listed(number: int, **more: Any) -> Listed:
    return Listed(**{"number": number, "name": f"L{number}", "currency": "CNY", "bands": BANDS, **more})


def agreed(number: int, **more: Any) -> Agreed:
    plain = {"currency": "CNY", "minor": 70, "from_on": BEFORE, "until_on": AFTER, "left": D(40)}
    return Agreed(**{"number": number, **plain, **more})


ALL = listed(1)
TIER = listed(2, tier="A", bands=((D(0), 95), (D(10), 85)))
EAST = listed(3, region="华东", bands=((D(0), 97),))
DEALER = listed(4, channel="dealer", bands=((D(0), 75),))
TIER_EAST = listed(5, tier="A", region="华东", bands=((D(0), 93),))
WHOLE = listed(6, tier="A", region="华东", channel="dealer", bands=((D(0), 71),))
AUTUMN = listed(7, from_on=BEFORE, until_on=AFTER, bands=((D(0), 88),))
OVER = listed(8, until_on=BEFORE, bands=((D(0), 1),))
SOON = listed(9, from_on=AFTER, bands=((D(0), 2),))
DOLLAR = listed(10, currency="USD", bands=((D(0), 15),))
BARE = listed(11, bands=())
LARGE = listed(12, tier="A", bands=((D(20), 60),))
EVERY = (ALL, TIER, EAST, DEALER, TIER_EAST, WHOLE)
DEAL, LATE, EARLY = agreed(1), agreed(2, until_on=BEFORE), agreed(3, from_on=AFTER)
USED, SHORT, PROJECT = agreed(4, left=D(0)), agreed(5, left=D(4)), agreed(6, project="2 号线", minor=65)
DOLLARS, DEAR, LAST = agreed(7, currency="USD"), agreed(8, minor=300), agreed(9, from_on=TODAY, until_on=TODAY)
A, E, H = {"tier": "A"}, {"region": "华东"}, {"channel": "dealer"}

# quantity, who asks, lists, agreements; the price, and a word of why or of what was passed over
CASES: list[tuple[Any, dict[str, Any], tuple[Listed, ...], tuple[Agreed, ...], int | None, str]] = [
    (1, {}, (ALL,), (), 100, "list"),
    ("9.999", {}, (ALL,), (), 100, "list"),
    (10, {}, (ALL,), (), 90, "band"),
    ("10.001", {}, (ALL,), (), 90, "band"),
    (49, {}, (ALL,), (), 90, "band"),
    (50, {}, (ALL,), (), 80, "band"),
    (10_000, {}, (ALL,), (), 80, "band"),
    ("0.001", {}, (ALL,), (), 100, "list"),
    (1, {}, (), (), None, "no_price"),
    (1, {}, (BARE,), (), None, "absent"),
    (1, {}, (BARE, ALL), (), 100, "absent"),
    (1, {}, (OVER,), (), None, "late"),
    (1, {}, (SOON,), (), None, "early"),
    (1, {}, (OVER, SOON, ALL), (), 100, "late"),
    (1, {}, (DOLLAR,), (), None, "currency"),
    (1, {"currency": "USD"}, (DOLLAR, ALL), (), 15, "currency"),
    (1, {}, (ALL, AUTUMN), (), 88, "until"),
    (1, {"on": BEFORE}, (ALL, AUTUMN), (), 88, "wider"),
    (1, {"on": AFTER}, (ALL, AUTUMN), (), 88, "until"),
    (1, {"on": date(2026, 11, 24)}, (ALL, AUTUMN), (), 100, "late"),
    (1, {"on": date(2026, 11, 20)}, (ALL, AUTUMN), (), 100, "early"),
    (1, {}, (ALL, TIER), (), 100, "tier"),
    (1, A, (ALL, TIER), (), 95, "for_tier"),
    (10, A, (ALL, TIER), (), 85, "band"),
    (50, A, (ALL, TIER), (), 85, "wider"),
    (1, {"tier": "B"}, (ALL, TIER), (), 100, "tier"),
    (1, {"tier": "B"}, (TIER,), (), None, "tier"),
    (1, E, (ALL, EAST), (), 97, "for_region"),
    (1, {"region": "华南"}, (ALL, EAST), (), 100, "region"),
    (60, E, (ALL, EAST), (), 97, "for_region"),
    (1, H, (ALL, DEALER), (), 75, "for_channel"),
    (1, {"channel": "agent"}, (ALL, DEALER), (), 100, "channel"),
    (1, {**A, **E}, EVERY, (), 93, "for_region"),
    (1, {**A, **E, **H}, EVERY, (), 71, "for_channel"),
    (1, {**A, **H}, EVERY, (), 75, "region"),
    (1, {**E, **H}, EVERY, (), 75, "tier"),
    (1, {}, EVERY, (), 100, "channel"),
    (19, A, (ALL, LARGE), (), 90, "too_few"),
    (20, A, (ALL, LARGE), (), 60, "for_tier"),
    (19, A, (LARGE,), (), None, "too_few"),
    (1, A, (listed(20, tier="A", bands=((D(0), 9),)), listed(21, tier="A", bands=((D(0), 8),))), (), 8, "wider"),
    (1, {}, (ALL,), (DEAL,), 70, "agreed"),
    (40, {}, (ALL,), (DEAL,), 70, "agreed"),
    ("40.001", {}, (ALL,), (DEAL,), 90, "agreed_short"),
    (41, {}, (), (DEAL,), None, "agreed_short"),
    (1, {}, (), (DEAL,), 70, "agreed"),
    (1, {}, (ALL,), (LATE,), 100, "agreed_late"),
    (1, {}, (ALL,), (EARLY,), 100, "agreed_early"),
    (1, {}, (ALL,), (USED,), 100, "agreed_used_up"),
    (4, {}, (ALL,), (SHORT,), 70, "agreed"),
    (5, {}, (ALL,), (SHORT,), 100, "agreed_short"),
    (1, {}, (ALL,), (PROJECT,), 100, "agreed_other"),
    (1, {"project": "1 号线"}, (ALL,), (PROJECT,), 100, "agreed_other"),
    (1, {"project": "2 号线"}, (ALL,), (PROJECT,), 65, "agreed_project"),
    (1, {"project": "2 号线"}, (ALL,), (PROJECT, DEAL), 65, "agreed_wider"),
    (1, {}, (ALL,), (PROJECT, DEAL), 70, "agreed_other"),
    (1, {}, (ALL,), (DOLLARS,), 100, "agreed_currency"),
    (1, {"currency": "USD"}, (ALL, DOLLAR), (DOLLARS,), 15, "agreed_dearer"),
    (1, {}, (ALL,), (DEAR,), 100, "agreed_dearer"),
    (1, {}, (), (DEAR,), 300, "agreed"),
    (1, {}, (ALL,), (DEAR, DEAL), 70, "agreed_wider"),
    (1, {}, (ALL,), (LAST,), 70, "agreed"),
    (1, {"on": AFTER}, (ALL,), (LAST,), 100, "agreed_late"),
    (1, {"on": BEFORE}, (ALL,), (LAST,), 100, "agreed_early"),
    (1, {**A, **E, **H}, EVERY, (DEAL,), 70, "agreed"),
    (1, {}, (ALL,), (USED, LATE, EARLY, PROJECT, DOLLARS), 100, "agreed_used_up"),
]


@pytest.mark.parametrize(("quantity", "who", "lists", "deals", "price", "word"), CASES)
def test_which_price_holds_and_why(
    quantity: Any,
    who: dict[str, Any],
    lists: tuple[Listed, ...],
    deals: tuple[Agreed, ...],
    price: int | None,
    word: str,
) -> None:
    asked = Asked(**{"quantity": D(quantity), "currency": "CNY", "on": TODAY, **who})
    found = price_of(asked, Item(), lists, deals)
    assert found.minor == price
    codes = {one.code for one in (*found.why, *found.passed_over)}
    assert word in codes
    assert all(str(Reason.from_json(one.as_json())) for one in (*found.why, *found.passed_over))


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 60


def test_what_is_withdrawn_or_kept_for_others_has_no_price() -> None:
    asked = Asked(quantity=D(1), currency="CNY", on=TODAY, kinds=frozenset({"customer"}))
    assert price_of(asked, Item(is_withdrawn=True), [ALL], []).why[0].code == "withdrawn"
    kept = Item(sold_to=frozenset({"dealer"}))
    assert price_of(asked, kept, [ALL], []).why[0].code == "not_sold"
    dealer = Asked(quantity=D(1), currency="CNY", on=TODAY, kinds=frozenset({"dealer"}))
    assert price_of(dealer, kept, [ALL], []).minor == 100
    for nothing in (0, -5):
        with pytest.raises(NoQuantity):
            price_of(Asked(quantity=D(nothing), currency="CNY", on=TODAY), Item(), [ALL], [])


amounts = st.integers(0, 10**9)
quantities = st.decimals("0.001", "99999", places=3)
shares = st.decimals(0, 100, places=2)


@st.composite
def sheets(draw: Any) -> list[Counted]:
    currency = draw(st.sampled_from(["JPY", "CNY", "KWD"]))
    tax, is_taxed = draw(st.sampled_from([D(0), D(13), D("6.5")])), draw(st.booleans())
    return [
        Counted(
            price=Money(draw(amounts), currency), quantity=draw(quantities), per=draw(st.sampled_from([1, 100, 1000])),
            discount=draw(shares), tax_rate=tax, is_taxed=is_taxed,
        )
        for _line in range(draw(st.integers(1, 6)))
    ]  # fmt: skip


@settings(max_examples=150)
@given(sheets())
def test_lines_add_up_in_currencies_with_0_2_and_3_decimals(lines: list[Counted]) -> None:
    currency = lines[0].price.currency
    found = [line_amount(line) for line in lines]
    whole = sum_of(found, currency)
    assert whole.gross == whole.net + whole.tax
    assert whole.gross.minor == sum(one.gross.minor for one in found)
    assert whole.before - whole.given_away == (whole.gross if lines[0].is_taxed else whole.net)
    assert all(0 <= one.given_away.minor <= one.before.minor for one in found)


@settings(max_examples=100)
@given(sheets(), st.integers(0, 100))
def test_a_sum_that_was_rounded_off_is_spread_without_losing_a_cent(lines: list[Counted], part: int) -> None:
    currency = lines[0].price.currency
    whole = sum_of([line_amount(line) for line in lines], currency).gross
    wanted = Money(whole.minor * part // 100, currency)
    parts = spread(lines, wanted)
    assert sum_of(parts, currency).gross == wanted
    assert all(one.gross == one.net + one.tax for one in parts)


def test_lines_that_cannot_be_are_refused() -> None:
    good = Counted(price=Money(100, "CNY"), quantity=D(1))
    for bad in ({"quantity": D(0)}, {"quantity": D(-1)}, {"price": Money(-1, "CNY")}, {"discount": D("100.01")}, {"discount": D(-1)}):  # fmt: skip
        with pytest.raises(ValidationError):
            line_amount(Counted(**{**vars(good), **bad}))
    for wrong in (-1, 101):
        with pytest.raises(ValidationError):
            spread([good], Money(wrong, "CNY"))


@pytest.mark.parametrize(
    ("typed", "off"),
    [
        ("", "0"), ("8", "8"), ("8%", "8"), ("8 ％", "8"), ("12.5%", "12.5"), ("100", "100"), ("9折", "10"), ("92折", "8"), ("9.2折", "8"),
        ("打九折", "10"), ("九二折", "8"), ("八點五折", "15"), ("对折", "50"), ("10折", "0"), ("100折", "0"), ("¥200", "200.00 CNY"),
        ("200元", "200.00 CNY"), ("1,000", "1000.00 CNY"), ("CNY 0.5", "0.50 CNY"), ("5百", "500.00 CNY"),
    ],
)  # fmt: skip
def test_discounts_are_read_as_people_say_them(typed: str, off: str) -> None:
    found = read_discount(typed, "CNY")
    assert found == (Money.of(off.split()[0], "CNY") if " " in off else D(off)), typed


@pytest.mark.parametrize("typed", ["101", "-1", "-8%", "120%", "130折", "-9折", "half", "8%%", "折", "%", "五拆", "8.333%", "200 USD", "-¥5", "¥0.001", "1e1", "nan", "∞"])  # fmt: skip
def test_what_is_no_discount_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_discount(typed, "CNY")
    assert set(refused.value.message_dict) == {"discount"}
