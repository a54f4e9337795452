"""What a column holds, told by its values alone."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from tongxin.base.chinese.addresses import split_address
from tongxin.base.chinese.divisions import written_names
from tongxin.base.chinese.folding import fold
from tongxin.base.chinese.names import looks_like_company_name, looks_like_person_name
from tongxin.base.chinese.phones import InvalidPhone, find_phones, parse_phone
from tongxin.directory.catalogue.queries import leaning

_MAIL: Final = re.compile(r"(?<![^\s@,;，；])[^\s@,;，；]+@[^\s@,;，；]+\.[a-z]{2,}", re.IGNORECASE)
# The shape alone: whether the check digit is right is for the field to say, with the value in view.
_USCC: Final = re.compile(r"[0-9A-HJ-NP-RT-UW-Y]{2}\d{6}[0-9A-HJ-NP-RT-UW-Y]{10}", re.IGNORECASE)
_URL: Final = re.compile(
    r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(com|cn|net|org|tw|hk|io|cc|top|shop|tv)(/\S*)?", re.IGNORECASE
)
_DAY: Final = re.compile(
    r"(19|20)\d{2}\s*[-/.年]\s*\d{1,2}(\s*[-/.月]\s*\d{1,2}\s*日?)?([ T]\d{1,2}:\d{2}.*)?|(19|20)\d{6}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})( .*)?"
    r"|\d{1,2}月\d{1,2}日|昨天|今天|前天|上周.?|上个?月.*"
)
_NUMBER: Final = re.compile(r"[-+]?[¥￥$€]?\s*\d[\d,，]*(\.\d+)?\s*(万|亿|千|百)?(元|块)?[%％]?")
_NO_WORD: Final = re.compile(r"[\d\W_]*|true|false|yes|no|是|否|有|无|[a-z√×]", re.IGNORECASE)
_MOBILE: Final = re.compile(r"(\+?86)?1[3-9]\d{9}")
_POSTCODE: Final = re.compile(r"\d{6}")
_ADDRESS_SIGNS: Final = re.compile(
    "[路街道巷弄号室楼栋幢层镇乡村区县]|大厦|广场|工业园|开发区|street|road|avenue|\\bst\\b|\\brd\\b|\\bave\\b",
    re.IGNORECASE,
)
_TITLES: Final = re.compile(
    "(总|经理|主任|主管|总监|董事长?|采购|老板|工程师|助理|会计|出纳|厂长|店长|科长|部长|院长|校长|主席|代表|专员|秘书|负责人|法人|CEO|CTO|CFO|manager|director|engineer|officer|president|owner|assistant)$",
    re.IGNORECASE,
)
_DEPARTMENT: Final = re.compile(
    "(部|部门|科|室|处|中心|组|办|department|dept|sales|purchasing|finance)$", re.IGNORECASE
)


def _is_phone(text: str) -> float:
    parts = [part for part in re.split(r"[,，;；/、\s]*:::[\s]*|[,，;；、/]", text) if part.strip()]
    return min((float(_is_one_phone(part)) for part in parts), default=0.0)


def _is_one_phone(text: str) -> bool:
    if sum(sign.isdigit() for sign in text) < 7 or _is_day_or_money(text):
        return False
    try:
        parse_phone(text)
    except InvalidPhone:
        # A number with a digit missing is still meant as a number.
        return bool(re.fullmatch(r"[+\d(（][\d\s()（）-]{6,20}", text.strip()))
    return True


def _is_day_or_money(text: str) -> bool:
    return bool(_DAY.fullmatch(text.strip()) or re.fullmatch(r"-?[\d,]+\.\d{1,4}", text.strip()))


def _is_mobile(text: str) -> float:
    return float(bool(_MOBILE.fullmatch(re.sub(r"[\s-]", "", text)))) or 0.8 * _is_phone(text)


def _is_person(text: str) -> float:
    return looks_like_person_name(text)


def _is_company(text: str) -> float:
    return looks_like_company_name(text)


def _is_address(text: str) -> float:
    if len(text) < 5 or looks_like_company_name(text) > 0.9 or len(text) > 120:
        return 0.0
    return 0.95 if split_address(text).code else 0.7 * bool(_ADDRESS_SIGNS.search(text))


def _is_people(text: str) -> float:
    """A name and a number in one cell, or several names."""
    rest = text
    phones = find_phones(text)
    for raw, _phone in phones:
        rest = rest.replace(raw, " ", 1)
    words = [word for word in re.split(r"[\s,，;；、/()（）:：]+", rest) if word]
    named = any(looks_like_person_name(word) > 0.5 for word in words[:4])
    return 0.95 if phones and named else 0.0


@cache
def _places(level: str) -> frozenset[str]:
    return frozenset(name for at, names in written_names().items() if at == level for name in names)


def _is_place(level: str) -> Callable[[str], float]:
    return lambda text: float(text in _places(level))


def _matches(fits: Callable[[str], object]) -> Callable[[str], float]:
    return lambda text: float(bool(fits(text.strip())))


def _ends_as(pattern: re.Pattern[str]) -> Callable[[str], float]:
    return lambda text: 0.9 * bool(len(text) <= 20 and pattern.search(text.strip()))


_SNIFFERS: Final[dict[str, Callable[[str], float]]] = {
    "phone": _is_phone,
    "mobile": _is_mobile,
    "mail": lambda text: float(bool(_MAIL.search(text))),
    "uscc": lambda text: float(bool(_USCC.fullmatch(fold(text).replace(" ", "")))),
    "url": _matches(_URL.fullmatch),
    "date": _matches(_DAY.fullmatch),
    "number": _matches(_NUMBER.fullmatch),
    "money": _matches(_NUMBER.fullmatch),
    "postcode": _matches(_POSTCODE.fullmatch),
    "person_name": _is_person,
    "company": _is_company,
    "address": _is_address,
    "people": _is_people,
    "province": _is_place("province"),
    "city": _is_place("city"),
    "district": _is_place("district"),
    "title": _ends_as(_TITLES),
    "department": _ends_as(_DEPARTMENT),
}


_SHARES: Final = {"share_off": "off", "share_left": "left"}


def _shares(look: str, samples: Sequence[str]) -> float:
    """Whether the discounts of a column speak of what goes off or of what is left: one and the same of all of them, or nothing sure."""
    told = {leaning(sample) for sample in samples} - {"either"}
    return 1.0 if told <= {look} else 0.2 if look in told or "unclear" in told else 0.0


def likeness(look: str, samples: Sequence[str]) -> float | None:
    """How well the samples fit a look, 0..1 on average; None when there are no samples or the look has no signs."""
    if look in _SHARES and samples:
        return _shares(_SHARES[look], samples)
    sniff = _SNIFFERS.get(look)
    if sniff is None or not samples:
        return None
    return sum(sniff(sample) for sample in samples) / len(samples)


def are_no_words(samples: Sequence[str]) -> bool:
    """Whether nearly all values are numbers, truth values or single letters: nothing that anybody is called."""
    return sum(bool(_NO_WORD.fullmatch(sample.strip())) for sample in samples) >= 0.8 * len(samples) > 0


def are_plain_digits(samples: Sequence[str]) -> bool:
    """Whether the values are nothing but digits, and no mobile numbers: accounts, references, or numbers of telephones."""
    return bool(samples) and all(sample.isdigit() and not _MOBILE.fullmatch(sample) for sample in samples)


def counts_rows(samples: Sequence[str]) -> bool:
    """Whether the values number the rows: 1, 2, 3 …"""
    if len(samples) < 3 or not all(sample.isdigit() for sample in samples):
        return False
    numbers = [int(sample) for sample in samples]
    return numbers[0] in (0, 1) and all(b - a == 1 for a, b in pairwise(numbers))
