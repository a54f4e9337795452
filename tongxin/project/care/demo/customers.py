"""The customers of the made-up firm: who they are, as they would be typed in, before anybody has typed them."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tongxin.base.chinese.pinyin import readings
from tongxin.base.chinese.uscc import SIGNS, uscc_check_sign
from tongxin.project.care.demo.names import (
    ATTITUDES,
    FORMS,
    JOBS,
    TRADES,
    mobile,
    person_name,
    trade_names,
)
from tongxin.project.care.demo.places import ABROAD, PLACES, Place

SOURCES = ["展会", "转介绍", "官网", "电话开发", "招标网", "设计院推荐"]
TAGS = ["老客户", "样板客户", "招投标", "年度框架", "价格敏感", "需回访", "新项目", "配套厂"]
TIERS = ["A", "B", "B", "C", "C", "C"]
NOTES = [
    "付款三七，发货前付清。开票前先问财务。",
    "门卫严，去之前先打电话登记车牌。",
    "只认国标法兰，样本要带纸质的。",
    "老板喜欢喝茶，别带酒。",
    "招标走集团平台，报名截止前三天要交保证金。",
]


@dataclass
class Somebody:
    """A contact as it would be typed in."""

    name: str
    place: dict[str, Any]  # Any: values as typed
    points: dict[str, list[str]]


@dataclass
class Sketch:
    """A party as it would be typed in, the team that sells there, and who is known there."""

    unit: str
    name: str
    facts: dict[str, Any]  # Any: values as typed
    points: dict[str, list[str]]
    kind: str = "organisation"
    roles: tuple[str, ...] = ("customer",)
    tags: list[str] = field(default_factory=list)
    people: list[Somebody] = field(default_factory=list)
    group: str = ""

    @property
    def is_abroad(self) -> bool:
        """Talks English with us."""
        return bool(self.facts.get("country"))


def sketches(chance: Random, count: int) -> list[Sketch]:
    """About `count` parties: firms of three regions, two groups with subsidiaries, dealers, suppliers, competitors, some abroad."""
    names = iter(trade_names(chance))
    found = [_organisation(chance, PLACES[number % len(PLACES)], next(names)) for number in range(count - 20)]
    for group, place in (("澄湖水务", PLACES[0]), ("岭南能源", PLACES[6])):
        found += _group(chance, group, place)
    for role, number in (("dealer", 4), ("supplier", 2), ("competitor", 2)):
        found += [_in_role(chance, role, next(names)) for _ in range(number)]
    found += [_abroad(chance, *entry) for entry in ABROAD]
    return found


def credit_code(chance: Random, area: str) -> str:
    """A credit code with a right check sign."""
    first = f"91{area}" + "".join(chance.choice(SIGNS) for _ in range(9))
    return first + uscc_check_sign(first)


def latin(name: str, *, is_person: bool = False) -> str:
    """A name in plain letters, for mail addresses."""
    return readings(name, person=is_person)[0].full


def _landline(chance: Random, place: Place) -> str:
    longest = 8 if len(place.dialling) == 3 or place.dialling in ("0512", "0571", "0755", "0757", "0574", "0577") else 7
    return f"{place.dialling}-{chance.randrange(5, 9)}{'0' * 3}{chance.randrange(10 ** (longest - 4)):0{longest - 4}d}"


def _organisation(chance: Random, place: Place, trade: str) -> Sketch:
    what, short, industry = chance.choice(TRADES)
    return _sketch(chance, place, f"{place.city[:-1]}{trade}{what}{chance.choice(FORMS)}", trade + short, industry)


def _sketch(chance: Random, place: Place, name: str, short: str, industry: str) -> Sketch:
    spot = chance.randrange(len(place.districts))
    domain = f"{latin(short)}.example"
    facts = {
        "short_name": short,
        "industry": industry,
        "tier": chance.choice(TIERS),
        "source": chance.choice(SOURCES),
        "province": place.province,
        "city": place.city,
        "district": place.districts[spot],
        "address": f"{place.streets[spot]}{chance.randrange(1, 399)}号",
    }
    if chance.random() < 0.7:
        facts["uscc"] = credit_code(chance, place.code)
    if chance.random() < 0.5:
        facts["website"] = f"https://www.{domain}"
    if chance.random() < 0.25:
        facts["note"] = chance.choice(NOTES)
    points = {"phone": [_landline(chance, place)]}
    if chance.random() < 0.6:
        points["email"] = [f"info@{domain}"]
    sketch = Sketch(place.unit, name, facts, points, tags=chance.sample(TAGS, chance.choice((0, 0, 1, 1, 2))))
    sketch.people = _people(chance, domain)
    return sketch


def _people(chance: Random, domain: str) -> list[Somebody]:
    found: dict[str, Somebody] = {}
    for role in chance.sample(list(JOBS), chance.choice((1, 2, 2, 3, 4))):
        name = person_name(chance)
        title, department = chance.choice(JOBS[role])
        place = {"title": title, "department": department, "role": role, "attitude": chance.choice(ATTITUDES)}
        points = {"phone": [mobile(chance)]}
        if chance.random() < 0.5:
            points["email"] = [f"{latin(name, is_person=True)}@{domain}"]
        if chance.random() < 0.4:
            points["wechat"] = [f"{latin(name, is_person=True)}_{chance.randrange(100, 999)}"]
        found.setdefault(name, Somebody(name, place, points))
    return list(found.values())


def _group(chance: Random, group: str, head: Place) -> list[Sketch]:
    """A group and three firms that belong to it, in other cities."""
    top = _sketch(chance, head, f"{group}集团有限公司", f"{group}集团", "水务" if "水" in group else "能源")
    top.facts["tier"] = "A"
    below = []
    for place in chance.sample(PLACES, 3):
        city = place.city[:-1]
        one = _sketch(chance, place, f"{group}（{city}）有限公司", f"{city}{group}", str(top.facts["industry"]))
        one.group = top.name
        below.append(one)
    return [top, *below]


def _in_role(chance: Random, role: str, trade: str) -> Sketch:
    place = chance.choice(PLACES)
    ending = {"dealer": "机电设备", "supplier": "铸造", "competitor": "阀门"}[role]
    one = _sketch(chance, place, f"{place.city[:-1]}{trade}{ending}有限公司", f"{trade}{ending}", "阀门")
    one.roles = ("dealer", "customer") if role == "dealer" else (role,)
    one.tags = []
    return one


def _abroad(
    chance: Random, name: str, short: str, country: str, city: str, address: str, phone: str, domain: str, known: Any
) -> Sketch:  # Any: who is known there
    person, title, role = known
    facts = {
        "short_name": short,
        "english_name": name,
        "industry": "出口",
        "tier": "B",
        "source": "官网",
        "country": country,
        "city": city,
        "address": address,
        "website": f"https://{domain}",
    }
    mail = f"{person.split()[0].lower()}.{person.split()[-1].lower()}@{domain}"
    somebody = Somebody(person, {"title": title, "role": role, "attitude": "neutral"}, {"email": [mail]})
    points = {"phone": [phone], "email": [f"sales@{domain}"]}
    return Sketch("深圳", name, facts, points, tags=["出口"], people=[somebody])
