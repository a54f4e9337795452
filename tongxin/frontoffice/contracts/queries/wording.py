"""The words of a contract: places that are filled in, and where it deviates from its template."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import pgettext

from tongxin.base.chinese.rmb import rmb_capitals
from tongxin.base.money import format_minor, format_money
from tongxin.collab.access.policies import hidden_fields, say_whole
from tongxin.collab.org.queries import the_letterhead
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.contracts.models import Clause, Contract
from tongxin.frontoffice.contracts.policies import sees_amounts
from tongxin.frontoffice.contracts.queries.lines import lines_of

# What stands between braces in a text, in English or Chinese.
PLACES = {
    "customer": "客户", "customer_tax_number": "客户税号", "us": "我方", "our_tax_number": "我方税号", "number": "合同编号",
    "their_number": "对方编号", "title": "标题", "project": "项目", "amount": "金额", "capitals": "金额大写", "begins": "生效日期",
    "ends": "到期日期", "signed": "签署日期", "lines": "明细", "milestones": "履约节点",
}  # fmt: skip
_KEYS = {word: key for key, chinese in PLACES.items() for word in (key, chinese)}
_PLACE = re.compile(r"\{\s*([^{}\n]{1,40}?)\s*\}")
_BLANK = "________"
_PIECE = re.compile(r"[0-9A-Za-z.,%]+|\s+|.", re.S)
_MOST_PIECES = 1500  # beyond, whole sentences are compared: comparing sign by sign takes the square of it


def unknown_places(text: str) -> list[str]:
    """Names between braces that nobody could fill in."""
    return sorted({word for word in _PLACE.findall(text) if word not in _KEYS})


def clauses_in(text: str) -> list[str]:
    """Its clauses: what empty lines part."""
    return [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled in; what is not known yet is a line to write on."""
    return _PLACE.sub(lambda found: values.get(_KEYS.get(found[1], ""), found[0]) or _BLANK, text)


def values_of(person: Any, contract: Contract, language: str) -> dict[str, str]:  # Any: person of the doors
    """What the places of its clauses hold, as far as the person may see it."""
    paper, party, english = the_letterhead(), contract.party, language == "en"
    sees = sees_amounts(person)
    say_whole(person, "party", [party.pk], ["uscc"])
    days = {"begins": contract.begins_on, "ends": contract.ends_on, "signed": contract.signed_on}
    capitals = rmb_capitals(contract.total.amount) if contract.currency == "CNY" and not english else ""
    return {
        "customer": (party.english_name if english else "") or party.name,
        "customer_tax_number": "—" if "uscc" in hidden_fields(person, "party") else party.uscc,
        "us": (paper.english_name if english else "") or paper.company.name,
        "our_tax_number": paper.uscc,
        "number": contract.number,
        "their_number": contract.their_number,
        "title": contract.title,
        "project": contract.project,
        "amount": format_money(contract.total, language) if sees else "—",
        "capitals": (capitals or format_money(contract.total, language)) if sees else "—",
        "lines": "\n".join(_lines(contract, language)) if sees else "—",
        "milestones": "\n".join(_milestones(contract, language, sees=sees)),
        **{name: _said(day, english=english) for name, day in days.items()},
    }


def _said(day: Any, *, english: bool) -> str:  # Any: a day or nothing
    if day is None:
        return ""
    return day.isoformat() if english else f"{day.year}年{day.month}月{day.day}日"


def _lines(contract: Contract, language: str) -> Iterable[str]:
    for number, line in enumerate(lines_of(contract), start=1):
        price = (
            f"{format_minor(line.after_discount, line.currency, language)}{f' / {line.per}' if line.per > 1 else ''}"
        )
        yield f"{number}. {line.text}  {figure(line.quantity)} {line.unit}  {price}  {format_money(line.amount, language)}"


def _milestones(contract: Contract, language: str, *, sees: bool) -> Iterable[str]:
    for number, one in enumerate(contract.milestones.all(), start=1):
        one.contract = contract
        worth = format_money(one.worth, language) if sees and one.worth else ""
        share = f"{figure(one.share)} %" if one.share is not None else ""
        yield f"{number}. {one.name}  {one.due_on}  {share}  {worth}".rstrip()


@dataclass(frozen=True)
class Deviation:
    """A clause that is not the template's. `pieces` are its words in order: kept (""), struck ("del") or added ("ins")."""

    clause: Clause
    what: str
    pieces: list[tuple[str, str]]


def deviations_of(clauses: Iterable[Clause]) -> list[Deviation]:
    """Clause by clause, where the contract says something else than its template."""
    return [_deviation(one) for one in clauses if one.deviates]


def _deviation(one: Clause) -> Deviation:
    what = (
        pgettext("clause", "added")
        if not one.standard
        else pgettext("clause", "struck out")
        if not one.text
        else pgettext("clause", "changed")
    )
    return Deviation(one, what, changes(one.standard, one.text))


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """Both texts in one: what was kept (""), struck ("del") and added ("ins"), in order."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > _MOST_PIECES:
        old, new = (re.findall(r"[^。；;\n]+[。；;\n]?", text) for text in (before, after))
    pieces: list[tuple[str, str]] = []
    for deed, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if deed == "equal":
            pieces.append(("", "".join(old[a:b])))
            continue
        pieces += [(mark, part) for mark, part in (("del", "".join(old[a:b])), ("ins", "".join(new[c:d]))) if part]
    return pieces
