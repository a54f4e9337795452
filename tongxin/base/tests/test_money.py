from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongxin.base.money import CurrencyMismatch, InvalidMoney, Money, format_money, parse_money, total


def test_money_is_exact_in_minor_units():
    assert Money.of("4180.00", "CNY") == Money(418000, "CNY")
    assert Money.of(100, "JPY") == Money(100, "JPY")
    assert Money.of("1.234", "KWD").minor == 1234
    assert Money.of("1.2345", "CLF").minor == 12345
    assert str(Money(418000, "CNY").amount) == "4180.00"


@pytest.mark.parametrize(
    ("amount", "currency", "fault"),
    [
        ("1.005", "CNY", "precision"),
        ("1.5", "JPY", "precision"),
        ("abc", "CNY", "format"),
        ("Infinity", "CNY", "format"),
        ("1", "XXX", "currency"),
        ("1", "cny", "currency"),
        ("1e30", "CNY", "size"),
        ("1e999999999", "CNY", "size"),
        (10**17, "CNY", "size"),
    ],
)
def test_what_is_no_money_is_refused(amount, currency, fault):
    with pytest.raises(InvalidMoney) as refused:
        Money.of(amount, currency)
    assert refused.value.code == fault
    assert str(refused.value)


def test_sums_stay_in_one_currency():
    assert Money(1, "CNY") + Money(2, "CNY") - Money(4, "CNY") == -Money(1, "CNY")
    assert 3 * Money(5, "CNY") == Money(15, "CNY")
    assert total([Money(1, "CNY"), Money(2, "CNY")], "CNY") == Money(3, "CNY")
    assert total([], "USD") == Money(0, "USD")
    assert Money(1, "CNY") < Money(2, "CNY") <= Money(2, "CNY")
    for mixed in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b):
        with pytest.raises(CurrencyMismatch):
            mixed(Money(1, "CNY"), Money(1, "USD"))


def test_a_share_is_rounded_half_up():
    assert Money(1050, "CNY").times(Decimal("0.05")) == Money(53, "CNY")
    assert Money(-1050, "CNY").times(Decimal("0.05")) == Money(-53, "CNY")


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any))
def test_allocation_loses_nothing_and_is_fair(minor, weights):
    shares = Money(minor, "CNY").allocate(weights)
    assert sum(share.minor for share in shares) == minor
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.minor * sum(weights) - minor * weight) < sum(weights)


def test_allocation_gives_the_odd_cent_to_the_largest_remainder():
    assert [share.minor for share in Money(100, "CNY").allocate([1, 1, 1])] == [34, 33, 33]
    with pytest.raises(ValueError, match="weights"):
        Money(100, "CNY").allocate([0, 0])


@pytest.mark.parametrize(
    ("money", "lang", "compact", "shown"),
    [
        ("502000 CNY", "zh-hans", True, "¥50.2 万"), ("502000 CNY", "zh-hans", False, "¥502,000"), ("502000 CNY", "en", True, "¥502k"),
        ("41860 USD", "en", False, "$41,860"), ("480000 CNY", "zh-hans", True, "¥48 万"), ("4180 CNY", "zh-hans", True, "¥4,180"),
        ("4180.50 CNY", "en", False, "¥4,180.50"), ("123456789 CNY", "zh-hans", True, "¥1.2 亿"), ("9325000 CNY", "en", True, "¥9,325k"),
        ("12345678 CNY", "en", True, "¥12.3M"), ("-502000 CNY", "zh-hans", True, "-¥50.2 万"), ("74000 CNY", "en", True, "¥74k"),
        ("1234 JPY", "en", False, "JP¥1,234"), ("10 CHF", "en", False, "CHF 10"), ("0 CNY", "zh-hans", True, "¥0"),
    ],
)  # fmt: skip
def test_money_is_shown(money, lang, compact, shown):
    amount, currency = money.split()
    assert format_money(Money.of(amount, currency), lang, compact=compact) == shown


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("5万", "50000"), ("1.2亿", "120000000"), ("¥4,180", "4180"), ("￥4，180.50", "4180.50"), ("人民币5000元", "5000"), ("人民币5000元整", "5000"),
        ("5k", "5000"), ("5K元", "5000"), ("3万5", "35000"), ("3万5千", "35000"), ("3万500", "30500"), ("1亿2", "120000000"), ("1亿2000万", "120000000"),
        ("2千5", "2500"), ("12块5", "12.5"), ("12元50", "12.50"), ("3元5角2分", "3.52"), ("500万元", "5000000"), ("3百万", "3000000"), ("2千万", "20000000"),
        ("2.5 million", "2500000"), ("1,234,567.89", "1234567.89"), ("1 234 567", "1234567"), ("-300", "-300"), ("(1,200)", "-1200"), ("¥-5", "-5"),
        ("10w", "100000"), ("RMB 5000", "5000"), (".5万", "5000"), ("０．５万", "5000"), ("5万块", "50000"), ("100", "100"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_written(written, amount):
    assert parse_money(written) == Money.of(amount, "CNY")


@pytest.mark.parametrize(
    ("written", "money"),
    [
        ("USD 41,860", "41860 USD"), ("$5k", "5000 USD"), ("5万美元", "50000 USD"), ("100欧元", "100 EUR"), ("HK$ 1,000", "1000 HKD"), ("3000日元", "3000 JPY"),
        ("CHF 12.50", "12.50 CHF"), ("5万港币", "50000 HKD"),
    ],
)  # fmt: skip
def test_the_currency_is_read_too(written, money):
    amount, currency = money.split()
    assert parse_money(written) == Money.of(amount, currency)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "abc",
        "5万万",
        "1,0000",
        "1.2.3",
        "5 6",
        "3万50000",
        "¥",
        "USD 5 EUR",
        "5千6万",
        "约5万",
        "1.234,56",
        "1.005",
        "5k5.5",
        "--5",
    ],
)
def test_doubtful_amounts_are_refused(written):
    with pytest.raises(InvalidMoney):
        parse_money(written)


@given(st.integers(-(10**14), 10**14))
def test_what_is_shown_is_read_back(minor):
    money = Money(minor, "CNY")
    assert parse_money(format_money(money, "zh-hans")) == money
    assert parse_money(str(money)) == money


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_by_name(text):
    try:
        parse_money(text)
    except InvalidMoney:
        return
