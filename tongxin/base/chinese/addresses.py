"""Chinese postal addresses, written from big to small: province, city, district, and the rest."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tongxin.base.chinese.divisions import Division, Level, division, divisions, written_names
from tongxin.base.chinese.folding import clean
from tongxin.base.chinese.names import looks_like_person_name
from tongxin.base.chinese.phones import Phone, find_phones

__all__ = [
    "Address",
    "PersonLine",
    "city_of",
    "divisions",
    "official_place",
    "place_spellings",
    "split_address",
    "split_person_line",
]

_LONGEST = 15
# Alone in a column of cities these may mean a province or a district that is better known than the city.
_TWO_READINGS = {"吉林", "海南", "朝阳"}
_LEVELS: tuple[Level, ...] = ("province", "city", "district")
_space = re.compile(r"[\s,，、;；|/]+")
_postcode = re.compile(
    r"(?:邮政编码|邮编)\s*[:：]?\s*(\d{6})(?!\d)|^\s*(\d{6})(?=[\s\u4e00-\u9fff])|(?<=[\s(（,，])(\d{6})[)）]?\s*$"
)
_lead = re.compile(r"^(?:(?:收货|联系|通讯|公司|详细|办公)?地址\s*[:：]\s*|中国|中华人民共和国)+")
_joints = " ,，、-—/·|"
# A short place name in front of one of these is the name of a road or a building, not of the place.
_road = re.compile(
    r"[东西南北中]?[一二三四五六七八九十]?(?:路|街|大道|大街|巷|弄|里\d|道\d|广场|大厦|饭店|公园|大桥|火?车站|村|镇|乡)"
)
_field = re.compile(
    r"(?:收货人|收件人|联系人|姓名|名字|电话|手机(?:号码?)?|联系电话|联系方式|(?:收货|联系|详细)?地址|所在地区)\s*[:：]"
)
_bracketed = re.compile(r"[(（]([^()（）]{2,8})[)）]")
_branch = re.compile(r"([\u4e00-\u9fff]{2,4})(?:分公司|分行|支行|支公司|办事处|分店)$")


@dataclass(frozen=True, slots=True)
class Address:
    """Official names, `code` of the lowest division recognised (six digits), the `detail` left over, a six-digit `postcode`.

    What is not known is the empty string. In a municipality the city bears the province's name.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    code: str = ""
    detail: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What a pasted line of name, numbers and address held."""

    name: str
    phones: tuple[Phone, ...]
    address: Address


def split_address(text: str) -> Address:
    """`text` cut into divisions and detail; missing 省 or 市 and skipped levels are understood when they are unambiguous."""
    rest = clean(text)
    postcode = ""
    if match := _postcode.search(rest):
        postcode = match[1] or match[2] or match[3]
        rest = rest[: match.start()] + rest[match.end() :]
    places, detail = _recognise(_lead.sub("", rest.strip(_joints)))
    lowest = places[-1].code if places else ""
    names = {place.level: place.name for place in places}
    return Address(
        names.get("province", ""), names.get("city", ""), names.get("district", ""), lowest, detail, postcode
    )


@lru_cache(maxsize=2_048)
def city_of(text: str) -> str:
    """The short name of the city that an address or a company name speaks of (苏州), or "" when it names none."""
    guesses = [text.removeprefix("中国"), *_bracketed.findall(text)]
    if branch := _branch.search(text):
        guesses += [branch[1][-size:] for size in (4, 3, 2)]
    return next((city for guess in guesses if (city := _city_at_start(guess))), "")


@lru_cache(maxsize=4_096)
def official_place(province: str, city: str) -> tuple[str, str]:
    """Province and city by their names in GB/T 2260 where it is certain which are meant (广东, 广州 → 广东省, 广州市); else as written."""
    names = written_names()
    above = names["province"].get(province, ())
    cities = [one for one in names["city"].get(city, ()) if not above or one.above == above[0].code]
    is_sure = len(cities) == 1 and (bool(above) or city not in _TWO_READINGS)
    return above[0].name if len(above) == 1 else province, cities[0].name if is_sure else city


def place_spellings(text: str) -> list[str]:
    """The ways to write the province or city that the text names (苏州: 苏州, 苏州市), itself among them."""
    meant = [one for level in ("province", "city") for one in written_names()[level].get(text, ())]
    return sorted({text, *(form for one in meant for form in (one.name, one.short))})


def split_person_line(text: str) -> PersonLine:
    """A pasted "name, phone, address" line, in any order and with or without labels, taken apart."""
    rest = _field.sub(" ", clean(text))
    found = find_phones(rest)
    for raw, _phone in found:
        rest = rest.replace(raw, " ", 1)
    parts = [part for part in _space.split(rest) if part]
    likely = [looks_like_person_name(part) if not split_address(part).code else 0.0 for part in parts]
    best = max(likely, default=0.0)
    name = parts.pop(likely.index(best)) if best >= 0.4 else ""
    return PersonLine(name, tuple(phone for _raw, phone in found), split_address(" ".join(parts)))


def _city_at_start(text: str) -> str:
    places, _detail = _recognise(text)
    for place in places:
        if place.level == "city":
            return place.short
    return ""


def _recognise(text: str) -> tuple[list[Division], str]:
    """The divisions at the start of `text`, highest first and gaps filled from below, and what is left of it."""
    rest = text
    lowest: Division | None = None
    for level in _LEVELS:
        start = rest.lstrip(_joints)
        found, length = _longest(start, level, lowest)
        if found:
            lowest, rest = found, start[length:].removeprefix("市辖区")
    if not lowest:
        return [], text
    return _chain(lowest), rest.lstrip(_joints)


def _longest(text: str, level: Level, within: Division | None) -> tuple[Division | None, int]:
    names = written_names()[level]
    for length in range(min(_LONGEST, len(text)), 1, -1):
        candidates = names.get(text[:length], ())
        if within and candidates:
            candidates = tuple(one for one in candidates if _is_under(one, within))
        if len(candidates) == 1 and not _is_misread(text, length, candidates[0], within):
            return candidates[0], length
    return None, 0


def _is_misread(text: str, length: int, one: Division, within: Division | None) -> bool:
    """Whether a short name at the start of `text` is only the beginning of a road's or of a lower division's name."""
    if text[:length] == one.name:
        return False
    if one.level == "district" and not within and not one.name.endswith("市"):
        return True
    if _road.match(text, length):
        return True
    lower = [written_names()[level] for level in _LEVELS[_LEVELS.index(one.level) + 1 :]]
    longer = [text[:size] for size in range(length + 1, min(_LONGEST, len(text)) + 1)]
    return any(name in names for names in lower for name in longer)


def _is_under(one: Division, above: Division) -> bool:
    if one.above == above.code:
        return True
    parent = division(one.above)
    return parent is not None and parent.above == above.code


def _chain(lowest: Division) -> list[Division]:
    chain = [lowest]
    while above := division(chain[0].above):
        chain.insert(0, above)
    # A municipality is its own only city.
    if len(chain) == 1 and len(only := divisions(lowest.code)) == 1:
        chain += only
    return chain
