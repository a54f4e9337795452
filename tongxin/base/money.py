"""Money in whole minor units of one currency: exact, never a float, never two currencies in one sum; read and shown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import total_ordering

from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongxin.base.chinese.folding import fold
from tongxin.base.lazy import LazyText

_TWO_DECIMALS = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG
"""
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
# Decimals of each currency by ISO 4217.
EXPONENTS: dict[str, int] = {
    **dict.fromkeys(_TWO_DECIMALS.split(), 2),
    **dict.fromkeys(_NO_DECIMALS.split(), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$", "JPY": "JP¥", "SGD": "S$"}
_MARKS = {
    **{code.lower(): code for code in EXPONENTS},
    **dict.fromkeys(("¥", "rmb", "人民币"), "CNY"),
    **dict.fromkeys(("us$", "$", "美元", "美金"), "USD"),
    **dict.fromkeys(("€", "欧元"), "EUR"),
    **dict.fromkeys(("£", "英镑"), "GBP"),
    **dict.fromkeys(("hk$", "港币", "港元"), "HKD"),
    **dict.fromkeys(("nt$", "新台币", "台币"), "TWD"),
    **dict.fromkeys(("jp¥", "日元", "日币", "円"), "JPY"),
    **dict.fromkeys(("s$", "新加坡元", "新币"), "SGD"),
}
_mark = re.compile(
    f"(?<![a-z])(?:{'|'.join(map(re.escape, sorted(_MARKS, key=len, reverse=True)))})(?![a-z])\\s*:?\\s*"
)
_UNITS = {
    **dict.fromkeys(("亿",), Decimal(10**8)),
    **dict.fromkeys(("千万",), Decimal(10**7)),
    **dict.fromkeys(("百万", "million", "mn", "m"), Decimal(10**6)),
    **dict.fromkeys(("billion", "bn", "b"), Decimal(10**9)),
    **dict.fromkeys(("十万",), Decimal(10**5)),
    **dict.fromkeys(("万", "w"), Decimal(10**4)),
    **dict.fromkeys(("千", "k", "thousand"), Decimal(1000)),
    "百": Decimal(100),
    **dict.fromkeys(("元", "块钱", "块", "圆"), Decimal(1)),
    **dict.fromkeys(("角", "毛"), Decimal("0.1")),
    "分": Decimal("0.01"),
}
_figure = re.compile(
    r"\s*(?P<number>(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*"
    f"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})?(?:元|块钱|块)?\\s*"
)
# From which amount on a list shows a shorter unit, and that unit.
_SIZES_ZH = ((Decimal(10**8), " 亿", Decimal(10**8)), (Decimal(10**4), " 万", Decimal(10**4)))
_SIZES_EN = ((Decimal(10**7), "M", Decimal(10**6)), (Decimal(10**4), "k", Decimal(1000)))
# What fits a 64-bit column of both databases.
_MOST_MINOR = 2**63 - 1


class InvalidMoney(ValueError):
    """No amount of money; `code` names the fault for programs, `reason` says it to people."""

    def __init__(self, code: str, reason: LazyText) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class CurrencyMismatch(TypeError):
    """Two currencies met in one sum or comparison."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """`minor` units (分, cents) of the ISO 4217 `currency`."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """Exactly `amount` of `currency`. Raises `InvalidMoney` for unknown currencies and for more decimals than it has."""
        try:
            exact = Decimal(amount)
        except InvalidOperation as error:
            raise _no_amount() from error
        if not exact.is_finite():
            raise _no_amount()
        if exact and exact.adjusted() > 19:
            raise InvalidMoney("size", _("This amount is too large."))
        scaled = exact.scaleb(exponent(currency))
        minor = int(scaled)
        if minor != scaled:
            raise InvalidMoney(
                "precision",
                format_lazy(
                    _("{currency} has {decimals} decimals at most."), currency=currency, decimals=exponent(currency)
                ),
            )
        if abs(minor) > _MOST_MINOR:
            raise InvalidMoney("size", _("This amount is too large."))
        return cls(minor, currency)

    @property
    def amount(self) -> Decimal:
        """In major units, with all the decimals of the currency: Decimal("4180.00")."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, count: int) -> "Money":
        return Money(self.minor * count, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def times(self, rate: Decimal) -> "Money":
        """A share such as a discount or a tax, rounded half up to the minor unit."""
        return Money(int((self.minor * rate).quantize(Decimal(1), ROUND_HALF_UP)), self.currency)

    def allocate(self, weights: Sequence[int]) -> list["Money"]:
        """Split by `weights` without losing a cent: largest remainder first, earlier ones first among equals."""
        total = sum(weights)
        if total <= 0 or any(weight < 0 for weight in weights):
            raise ValueError("weights must not be negative, and not all zero")
        sign = -1 if self.minor < 0 else 1
        parts = [divmod(abs(self.minor) * weight, total) for weight in weights]
        shares = [whole for whole, _remainder in parts]
        by_remainder = sorted(range(len(parts)), key=lambda at: -parts[at][1])
        for at in by_remainder[: abs(self.minor) - sum(shares)]:
            shares[at] += 1
        return [Money(sign * share, self.currency) for share in shares]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor


def exponent(currency: str) -> int:
    """How many decimals `currency` has. Raises `InvalidMoney` if ISO 4217 does not know it."""
    try:
        return EXPONENTS[currency]
    except KeyError as error:
        raise InvalidMoney(
            "currency",
            format_lazy(_("“{currency}” is no currency. Write its code, such as CNY, USD or EUR."), currency=currency),
        ) from error


def currency_of(text: str) -> str:
    """The code of the currency that is meant: usd, 美元, €. Raises `InvalidMoney`."""
    code = _MARKS.get(text.strip().lower(), text)
    exponent(code)
    return code


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of `amounts`, all in `currency`; zero if there are none."""
    return sum(amounts, Money(0, currency))


def format_money(money: Money, lang: str, compact: bool = False) -> str:
    """For reading: ¥502,000; `compact` for lists ¥50.2 万 and ¥1.2 亿 in Chinese, ¥502k and ¥12.3M in English.

    Whole amounts show no decimals. Small amounts are never shortened.
    """
    sign = "-" if money.minor < 0 else ""
    symbol = SYMBOLS.get(money.currency, f"{money.currency} ")
    amount = abs(money.amount)
    if compact:
        for least, unit, size in _SIZES_ZH if lang.startswith("zh") else _SIZES_EN:
            if amount >= least:
                return f"{sign}{symbol}{_shortened(amount / size, lang)}{unit}"
    whole = amount == amount.to_integral_value()
    return f"{sign}{symbol}{amount:,.0f}" if whole else f"{sign}{symbol}{amount:,}"


def format_minor(minor: Decimal, currency: str, lang: str) -> str:
    """Minor units for reading, also where they are parts of one, as prices after a discount can be: ¥4,599.9908."""
    if minor == minor.to_integral_value():
        return format_money(Money(int(minor), currency), lang)
    return f"{SYMBOLS.get(currency, f'{currency} ')}{minor.scaleb(-exponent(currency)).normalize():,f}"


def said_money(told: object) -> str:
    """An amount that an event told, such as "686000.00 CNY", as one reads it; nothing for nothing."""
    amount, _blank, currency = str(told or "").partition(" ")
    try:
        return format_money(Money.of(Decimal(amount), currency), get_language() or "en") if currency else ""
    except (InvalidMoney, InvalidOperation):
        return ""


def _shortened(figure: Decimal, lang: str) -> str:
    is_coarse = not lang.startswith("zh") and figure >= 100
    rounded = figure.quantize(Decimal(1) if is_coarse else Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:,}".removesuffix(".0")


def parse_money(text: str, currency: str = "CNY") -> Money:
    """The amount a person wrote, exactly; `currency` where none is named. Raises `InvalidMoney`.

    Understands 5万, 1.2亿, 3万5 (35,000), 3万500, 12块5, ¥4,180, 人民币5000元整, USD 41,860, 5k, 2.5 million, (1,200) as negative.
    """
    folded = fold(text)
    bare = folded.strip()
    named = {_MARKS[mark.rstrip(" :")] for mark in _mark.findall(bare)}
    if len(named) > 1:
        raise InvalidMoney("currency", _("Two currencies are named."))
    figures = _mark.sub("", bare)
    negative = figures.startswith("(") and figures.endswith(")")
    figures = figures.strip("() ")
    if figures.startswith("-"):
        negative, figures = True, figures[1:].lstrip()
    value = _value(figures.removesuffix("整").removesuffix("正"))
    return Money.of(-value if negative else value, named.pop() if named else currency)


def _value(figures: str) -> Decimal:
    parts: list[tuple[str, Decimal | None]] = []
    end = 0
    while match := _figure.match(figures, end):
        end = match.end()
        unit = _UNITS[match["unit"]] if match["unit"] else None
        parts.append((re.sub("[, ]", "", match["number"]), unit))
    if not parts or end != len(figures):
        raise _no_amount()
    number, unit = parts[0]
    value = Decimal(number) * (unit or 1)
    for number, smaller in parts[1:]:
        if unit is None or (smaller and smaller >= unit):
            raise _no_amount()
        value += Decimal(number) * smaller if smaller else _tail(number, unit)
        unit = smaller
    return value


def _tail(digits: str, unit: Decimal) -> Decimal:
    """What digits without a unit say behind one: 3万5 leaves out the next lower unit, 3万500 means yuan, 12块5 means 角."""
    if not digits.isdecimal():
        raise _no_amount()
    if len(digits) == 1 or (unit == 1 and len(digits) == 2):
        return Decimal(digits) * unit.scaleb(-len(digits))
    if Decimal(digits) >= unit:
        raise _no_amount()
    return Decimal(digits)


def _no_amount() -> InvalidMoney:
    return InvalidMoney("format", _("This is not an amount of money."))
