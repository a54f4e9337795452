"""The administrative divisions of China by GB/T 2260: province, city, district; and how people shorten their names.

Data and its licence: `divisions.txt`, `NOTICE`. The codes change from year to year, so a record keeps the names with them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Level = Literal["province", "city", "district"]

# Cities that exist on paper only: their children stand directly under the province.
_PAPER_CITIES = {"4190", "4290", "4690", "6590"}
# A municipality is its own only city; the counties of Chongqing have a second paper city.
_MUNICIPALITIES = {"1101": "北京市", "1201": "天津市", "3101": "上海市", "5001": "重庆市"}
_JOINED = {"5002": "5001"}

# Short names that company names use far more often than the place does.
_BRANDS = {"东方", "新星", "双河", "昆玉", "阿里"}
_PEOPLES_TEXT = """
各族 蒙古族 回族 藏族 维吾尔 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克
哈萨克族 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族
撒拉族 毛南族 仡佬族 锡伯 普米族 塔吉克 怒族 鄂温克族 裕固族 独龙族 保安族
"""
_PEOPLES = _PEOPLES_TEXT.split()
_people = re.compile(f"(?:{'|'.join(sorted(_PEOPLES, key=len, reverse=True))})+$")
_ending = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|行政委员会|林区|特区|新区|地区|[省市州盟区县旗])$")


@dataclass(frozen=True, slots=True)
class Division:
    """One division: six-digit `code`, full official `name`, `short` name (苏州), and the code `above` it ("" for provinces)."""

    code: str
    name: str
    short: str
    level: Level
    above: str


def divisions(code: str | None = None) -> list[Division]:
    """The divisions directly under `code` (2, 4 or 6 digits); without a code the provinces. Unknown or lowest: none."""
    return list(_children().get(_full(code) if code else "", ()))


def division(code: str) -> Division | None:
    """The division with this code of 2, 4 or 6 digits."""
    return division_table().get(_full(code))


@cache
def division_table() -> dict[str, Division]:
    """Every division by its six-digit code."""
    table: dict[str, Division] = {}
    for code, name in _lines():
        found = _make(code, name)
        parent = table.get(found.above) if found else None
        # 东莞, 中山, 儋州 and 嘉峪关 have no districts: their one entry repeats the city itself.
        if found and not (found.level == "district" and parent and parent.name == name):
            table[found.code] = found
    return table


@cache
def written_names() -> dict[Level, dict[str, tuple[Division, ...]]]:
    """Per level, each written name (official, short, or without the names above it) and the divisions it may mean."""
    found: dict[Level, dict[str, list[Division]]] = {"province": defaultdict(list), "city": {}, "district": {}}
    for one in division_table().values():
        for name in _written_forms(one):
            found[one.level].setdefault(name, []).append(one)
    return {level: {name: tuple(those) for name, those in names.items()} for level, names in found.items()}


def _lines() -> list[tuple[str, str]]:
    text = files(__package__).joinpath("divisions.txt").read_text(encoding="utf-8")
    pairs = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return [(code, name) for code, _, name in pairs]


def _make(code: str, name: str) -> Division | None:
    if len(code) == 2:
        return Division(_full(code), name, _short(name), "province", "")
    if len(code) == 4:
        if code in _PAPER_CITIES or code in _JOINED:
            return None
        name = _MUNICIPALITIES.get(code, name)
        return Division(_full(code), name, _short(name), "city", _full(code[:2]))
    if code[:4] in _PAPER_CITIES:
        return Division(code, name, _short(name), "city", _full(code[:2]))
    return Division(code, name, _short(name), "district", _full(_JOINED.get(code[:4], code[:4])))


def _short(name: str) -> str:
    stem = _people.sub("", _ending.sub("", name, count=1))
    return stem if len(stem) >= 2 else name


def _written_forms(one: Division) -> set[str]:
    forms = {one.name} if one.short in _BRANDS else {one.name, one.short}
    if one.level == "district":
        city = division_table()[one.above]
        above = (city.name, city.short, division_table()[city.above].short)
        for prefix in above:
            if len(rest := one.name.removeprefix(prefix)) >= 3:
                forms.add(rest)
    return forms


@cache
def _children() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for one in division_table().values():
        found[one.above].append(one)
    return {code: tuple(those) for code, those in found.items()}


def _full(code: str) -> str:
    return code.ljust(6, "0")
