"""Cells in which clerks keep several people and numbers at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tongxin.base.chinese.folding import clean
from tongxin.base.chinese.names import TITLES, looks_like_person_name, salutation
from tongxin.base.chinese.phones import find_phones

_TOKEN: Final = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|\0(?P<phone>\d+)\0|(?P<number>\+?\d[\d\s-]{5,}\d)"
    r"|[(（\[【](?P<remark>[^()（）\[\]【】]*)[)）\]】]|(?P<break>[;；/、,，\n|]+)|(?P<word>[^\s;；/、,，\n|()（）\[\]【】\0]+)"
)
_LABEL: Final = re.compile(
    "^(?:联系人|联络人|姓名|电话|手机号码?|手机|移动电话|座机|固话|办公|联系方式|联系电话|邮箱|(?:tel|mob(?:ile)?|phone|cell|e-?mail)(?![a-z])|[mt](?=[:：]))[:：.]*",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\0|\d[\d\s-]{5,}\d")
_INITIAL: Final = re.compile(r"[A-Za-z]\.")
# One letter is a label only right before a number: elsewhere it begins a name.
_LETTER: Final = re.compile(r"(?<!\w)[mt]\.?\s*(?=\0)", re.IGNORECASE)
_DUTY: Final = re.compile(
    "^(采购|财务|销售|技术|总经办|办公室|行政|仓库|生产|设备|质检|后勤|研发|工程|项目|商务|人事)(部|科|处|部门)?"
)


@dataclass(frozen=True, slots=True)
class PersonBit:
    """One person of a cell. Numbers are as written; `name` is "" when a number stood alone."""

    name: str
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    title: str = ""


@dataclass
class _Person:
    name: str = ""
    phones: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    @property
    def has_ways(self) -> bool:
        return bool(self.phones or self.mails)

    def finished(self) -> PersonBit:
        return PersonBit(self.name, tuple(self.phones), tuple(self.mails), " ".join(self.titles))


def split_people(text: str) -> list[PersonBit]:
    """The people in a cell, in order: "张三 13800138000；沈丽（采购）13900139000" are two.

    A number belongs to the name before it; a name after a number, or after a dividing mark, begins the next person.
    """
    people = [_Person()]
    broken = False
    for kind, value in _tokens(text):
        current = people[-1]
        if kind == "break":
            broken = True
            continue
        if kind == "phone":
            current.phones.append(value)
        elif kind == "mail":
            current.mails.append(value)
        elif kind == "remark":
            _take_remark(current, value)
        else:
            _take_word(people, value, broken)
        broken = False
    return [person.finished() for person in people if person.name or person.has_ways]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    rest = clean(text)
    numbers: list[str] = []
    for raw, _phone in find_phones(rest):
        # A number keeps its place by a mark of its own, so that the dashes inside it divide nothing.
        rest = rest.replace(raw, f" \0{len(numbers)}\0 ", 1)
        numbers.append(raw.strip())
    yield from _parts(_LETTER.sub("", rest), numbers)


def _parts(text: str, numbers: list[str]) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind, value = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "phone":
            yield "phone", numbers[int(value)]
        elif kind == "number":
            yield "phone", value.strip()
        elif kind == "remark" and _NUMBERED.search(value):
            yield from _parts(value, numbers)  # （采购部 13800138000）: what stands around a number is no remark
        elif kind == "word":
            if bare := _LABEL.sub("", value).strip(":：-—.·"):
                yield kind, f"{bare}." if _INITIAL.fullmatch(value) else bare
        else:
            yield kind, value


def _take_remark(person: _Person, remark: str) -> None:
    remark = remark.strip()
    if not remark:
        return
    if not person.name and looks_like_person_name(remark) > 0.5:
        person.name = remark
    else:
        person.titles.append(remark)


def _take_word(people: list[_Person], word: str, broken: bool) -> None:
    name, duty = _name_and_duty(word)
    current = people[-1]
    if not name:
        current.titles.append(duty)
    elif not current.name and (not current.has_ways or not broken):
        current.name = name
        current.titles += [duty] if duty else []
    elif not current.has_ways and not broken and name.isascii() and current.name.isascii():
        current.name = f"{current.name} {name}"
    elif not current.has_ways and not broken and looks_like_person_name(name) < 0.5:
        current.titles.append(word)
    else:
        people.append(_Person(name, titles=[duty] if duty else []))


def _name_and_duty(word: str) -> tuple[str, str]:
    """采购沈丽 as 沈丽 and 采购; 采购经理 as no name at all; 张总 stays a name, which is how he is called."""
    if word in TITLES or (duty_alone := _DUTY.sub("", word)) in TITLES or not duty_alone:
        return "", word
    if duty_alone != word and (looks_like_person_name(duty_alone) > 0.5 or salutation(duty_alone)):
        return duty_alone, word.removesuffix(duty_alone)
    return word, ""
