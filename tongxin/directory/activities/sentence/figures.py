"""Amounts of money and how long before to remind, said in a sentence."""

import re
from dataclasses import dataclass
from datetime import timedelta

from tongxin.base.dates.letters import HAN_NUMBER, read_number
from tongxin.base.money import InvalidMoney, Money, parse_money

from .parts import Span

_FIGURES = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,4})?"
_COUNTED = (
    r"(?! ?(?:[台个吨人件套平米次方字只条家户张支根倍股份种箱]|公里|[0-9%]))(?![a-z])"
    r"(?! (?:k[gmwn]|[cm]?m|t|l|bars?|mpa|pcs|units?|pieces?|sets?|tons?|people|days?|weeks?|months?|years?|hours?|h|min(?:utes)?)\b)"
)
_AMOUNT = re.compile(
    rf"(?<![0-9a-z.,-])(?P<sign>[¥$€£]|rmb|cny|usd|eur|hkd|gbp|jpy)? ?(?:(?P<figures>{_FIGURES})|(?P<han>{HAN_NUMBER}{{1,9}}(?=[万亿元块]|千元|百元)))"
    rf" ?(?P<unit>百万|千万|万|亿|千|k|w|m|million)?(?P<rest>(?<=[万亿])[0-9]{{1,4}}千?)?(?P<tail>多|左右)? ?(?P<coin>元|块(?:钱|[0-9]{{1,2}})?|人民币|rmb|cny|usd|eur|美元|美金|欧元|港币|港元|英镑|日元)?{_COUNTED}",
    re.ASCII,
)
_OF_MONEY = re.compile(
    r"(?:报价|报|金额|合同额?|总价|单价|价格?|预算|回款|付款?|付了|定金|订金|尾款|成交|货款|首付|\bquoted?|\bprice|\bamount|\bworth|\bbudget|\bpaid|\bpay)"
    r" ?(?:是|为|约|了|到|of|is|at|:)? ?$",
    re.ASCII,
)
_REMIND = re.compile(
    rf"提前 ?(?P<a>[0-9]{{1,3}}|半|{HAN_NUMBER}{{1,3}}) ?个?(?P<ua>分钟|小时|天|刻钟)(?: ?(?:提醒|叫|通知)我?|(?= ?(?:$|[,.。;!])))"
    rf"|(?P<b>[0-9]{{1,3}}|半|{HAN_NUMBER}{{1,3}}) ?个?(?P<ub>分钟|小时|天|刻钟)前 ?(?:提醒|叫|通知)我?"
    r"|\bremind(?: me)? (?P<c>[0-9]{1,3}|half an|an?) ?(?P<uc>min|hour|hr|h|day)(?:ute)?s? (?:before|earlier|ahead)",
    re.ASCII,
)
_MINUTES = {"分钟": 1, "min": 1, "刻钟": 15, "小时": 60, "hour": 60, "hr": 60, "h": 60, "天": 1440, "day": 1440}


@dataclass(frozen=True, slots=True)
class Amount:
    money: Money
    span: Span
    sure: bool


def find_amount(text: str, folded: str) -> Amount | None:
    """The first amount of money. A bare number counts only right behind a word for money, and is in doubt."""
    for match in _AMOUNT.finditer(folded):
        said = _OF_MONEY.search(folded, max(0, match.start() - 12), match.start()) is not None
        marked = bool(match["sign"] or match["coin"]) or match["unit"] in (
            "万",
            "亿",
            "百万",
            "千万",
            "k",
            "w",
            "million",
        )
        if not (marked or (said and match["figures"])):
            continue
        try:
            money = parse_money(_plain(match, text))
        except InvalidMoney:  # too large, too fine, or no money after all: the words stay in the text
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        return Amount(money, (start, start + len(match[0].strip())), sure=marked and not match["tail"])
    return None


def _plain(match: re.Match[str], text: str) -> str:
    """The amount in figures: 一百二十万 becomes 120万."""
    if not match["han"]:
        return "".join(match[name] or "" for name in ("sign", "figures", "unit", "rest", "coin"))
    return f"{match['sign'] or ''}{read_number(match['han'])}{match['unit'] or ''}{match['rest'] or ''}{match['coin'] or ''}"


def find_remind(folded: str) -> tuple[timedelta, Span] | None:
    """How long before to remind: 提前30分钟提醒, 1小时前提醒我, remind me 30 min before."""
    match = _REMIND.search(folded)
    if match is None:
        return None
    number, unit = next((match[name], match[f"u{name}"]) for name in "abc" if match[name])
    count = {"半": 0.5, "half an": 0.5, "a": 1, "an": 1}.get(number) or read_number(number)
    return timedelta(minutes=count * _MINUTES[unit]), match.span()
