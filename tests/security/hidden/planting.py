"""What is planted: for every field that field rights can hide, a value in the first firm and another one in the second.

The list of fields is read from the registry of kinds. A field that nobody told how to plant makes the tests red.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongxin.base.chinese.uscc import uscc_check_sign
from tongxin.base.registries import subject_kinds
from tongxin.collab.fields.models import CustomField, Type
from tongxin.directory.parties.models.facts import FACTS, max_length

FIRST, SECOND, MIDDLE, OLD, OLD_SECOND = "first", "second", "middle", "old", "old second"
NOTHING = "nothing"  # empty, where a field can be; where it can't, the second firm's value
SIGNS = {FIRST: ("甲", "1"), SECOND: ("戊", "5"), MIDDLE: ("丙", "3"), OLD: ("庚", "7"), OLD_SECOND: ("辛", "8")}
CANARY = "金丝雀"
POINTS = {"phones": "phone", "emails": "email"}
REMEMBERED = {"health": "health", "family": "family"}
NEVER_EMPTY = {"owner", "tags", "lost_reason", "competitor", *REMEMBERED}
PRICED = ("cost", "floor")
QUOTED = ("given_away",)
CONTRACTED = ("gross",)
DEAL = ("amount", "product", "source", "competitor", "competitor_price", "lost_reason", "note", "external_id")
ELSEWHERE = {
    "owner",
    "tags",
    *POINTS,
    *REMEMBERED,
    *PRICED,
    *QUOTED,
    *CONTRACTED,
    *DEAL,
}  # planted by verbs of their own


@dataclass(frozen=True)
class Hideable:
    """One field that a role can hide."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.key}"


def hideable() -> list[Hideable]:
    """Every field of every kind, built in or added."""
    return [Hideable(kind, key) for kind in subject_kinds.names() for key in subject_kinds.get(kind).hideable]


def value_of(key: str, which: str) -> str:
    """The value planted in a fact, different in each firm."""
    if which == NOTHING:
        return ""
    word, sign = SIGNS[which]
    fact = FACTS[key]
    if fact.kind == "uscc":
        start = f"91320500MA1{sign}CANA{sign}"[:17].ljust(17, sign)
        return start + uscc_check_sign(start)
    if fact.kind == "date":
        return date(1950 + int(sign), int(sign), 10 + int(sign)).isoformat()
    if fact.kind == "url":
        return f"https://canary{sign}{key}.example"
    if key == "postcode":
        return sign * 6
    return f"{word}{CANARY}{key}{sign}{sign}"[: max_length(key) or 60]


def point_of(key: str, which: str) -> str:
    """The number or address planted."""
    if which == NOTHING:
        return ""
    sign = SIGNS[which][1]
    return f"1370{sign}{sign}{sign}4{sign}2{sign}" if key == "phones" else f"canary{sign}@jin-si-que.example"


def amount_of(which: str) -> str:
    """The amount planted in a price."""
    return "" if which == NOTHING else f"{SIGNS[which][1]}90{SIGNS[which][1]}"


def deal_value(key: str, which: str) -> str:
    """The value planted in a deal; `lost_reason` is which of the reasons."""
    if which == NOTHING:
        return ""
    word, sign = SIGNS[which]
    if key in ("amount", "competitor_price"):
        return f"{sign}60{sign}"
    return sign if key == "lost_reason" else f"{word}{CANARY}deal{key}{sign}{sign}"


def custom_of(field: CustomField, which: str, ids: Mapping[str, int]) -> Any:  # Any: as typed
    """The value planted in a field of the firm; `ids` are the people and parties to point at, by `which`."""
    if which == NOTHING:
        return ""
    word, sign = SIGNS[which]
    if field.type in (Type.CHOICE, Type.CHOICES):
        labels = [label for _key, label in field.offered]
        return next((label for label in labels if label.startswith(word)), labels[0])
    return {
        Type.TEXT: f"{word}{CANARY}{field.key}",
        Type.LONG: f"{word}{CANARY}\n{field.key}",
        Type.NUMBER: f"{sign}70{sign}7{sign}",
        Type.MONEY: f"{sign}80{sign}8{sign}",
        Type.DATE: f"20{sign}{sign}-0{sign}-1{sign}",
        Type.YES_NO: "1" if which in (FIRST, OLD) else "0",
        Type.PERSON: str(ids.get(f"person.{which}", "")),
        Type.PARTY: str(ids.get(f"party.{which}", "")),
    }[Type(field.type)]


def words_of(which: str) -> list[str]:
    """What must be seen nowhere."""
    sign = SIGNS[which][1]
    facts = [
        value_of(key, which) for key in FACTS if key not in ("name", "short_name", "english_name", "kind", "postcode")
    ]
    phone = point_of("phones", which)
    spoken = [phone, f"{phone[:3]} {phone[3:7]} {phone[7:]}", point_of("emails", which)]
    return [*facts, *spoken, f"{SIGNS[which][0]}{CANARY}", f"70{sign}7{sign}", f"80{sign}8{sign}"]
