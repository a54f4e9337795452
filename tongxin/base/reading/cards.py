"""Contact cards (vCard 2.1, 3.0 and 4.0), read as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from django.utils.translation import gettext

from .limits import CARD_PROPERTIES
from .vcard_lines import Property, lines_of, properties, raw_lines
from .vcard_values import day, full_name, joined_address, label, part, phone, split_value, unescape

_IM_PROPERTIES: Final = {
    "X-QQ": "qq", "X-TENCENT-QQ": "qq", "X-WECHAT": "wechat", "X-WEIXIN": "wechat", "X-TENCENT-WECHAT": "wechat",
    "X-DINGTALK": "dingtalk", "X-MSN": "msn", "X-AIM": "aim", "X-ICQ": "icq", "X-JABBER": "jabber",
    "X-YAHOO": "yahoo", "X-SKYPE": "skype", "X-SKYPE-USERNAME": "skype", "X-GROUPWISE": "groupwise",
    "X-GADUGADU": "gadugadu", "X-SIP": "sip", "X-GOOGLE-TALK": "google", "X-MS-IMADDRESS": "im",
}  # fmt: skip
# What says nothing about whom the card shows.
_SILENT: Final = frozenset(
    ("BEGIN", "END", "N", "PRODID", "REV", "SOUND", "KEY", "SOURCE", "KIND", "X-ABLABEL", "X-ABUID", "X-MS-CARDPICTURE")
)
_LONGEST_TEXT: Final = 200_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number or address with what the card says about it, lower-case: ("work", "fax")."""

    value: str
    types: tuple[str, ...] = ()

    @property
    def is_fax(self) -> bool:
        return any("fax" in word or "传真" in word for word in self.types)

    @property
    def is_mobile(self) -> bool:
        return any(word in ("cell", "mobile", "iphone", "手机") for word in self.types)


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """`parts` are box, extension, street, city, region, postcode, country; `joined` is one line."""

    parts: tuple[str, ...]
    joined: str
    types: tuple[str, ...] = ()


@dataclass(slots=True)
class Card:
    """One card. `number` counts from 1 in the file; `birthday` is as written, `birthday_on` the day when it is whole;
    `others` are lines that have no place of their own ("GENDER: F").
    """

    number: int
    version: str = ""
    fn: str = ""
    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    org: str = ""
    department: str = ""
    title: str = ""
    role: str = ""
    phones: list[Labelled] = field(default_factory=list)
    mails: list[Labelled] = field(default_factory=list)
    addresses: list[PostalAddress] = field(default_factory=list)
    urls: list[Labelled] = field(default_factory=list)
    ims: list[Labelled] = field(default_factory=list)
    note: str = ""
    birthday: str = ""
    birthday_on: date | None = None
    categories: list[str] = field(default_factory=list)
    uid: str = ""
    others: list[str] = field(default_factory=list)
    has_photo: bool = False
    is_complete: bool = True

    @property
    def name(self) -> str:
        """What to call the card: the person, else the organisation, else the first mail or number."""
        ways = (*self.mails, *self.phones)
        return self.fn or self.nickname or self.org or (ways[0].value if ways else "")


@dataclass
class CardFile:
    """The cards of one file; each call of `cards` starts again from the top."""

    path: Path
    encoding: str
    _said: dict[str, None] = field(default_factory=dict, init=False)

    def notes(self) -> list[str]:
        return list(self._said)

    def cards(self) -> Iterator[Card]:
        lines = raw_lines(self.path, self.encoding)
        for number, (found, complete) in enumerate(_card_properties(lines, self.encoding), 1):
            card = _card(number, found)
            card.is_complete = complete
            if not complete:
                self._said.setdefault(
                    gettext("Card %(number)d is not closed; what it holds was read.") % {"number": number}
                )
            yield card


def is_card(text: str) -> bool:
    """Whether the text begins like a contact card."""
    return text.lstrip("\ufeff \r\n\t")[:11].upper() == "BEGIN:VCARD"


def card_in(text: str) -> Card:
    """The first card of a text; an empty one when there is none."""
    found = next(_card_properties(lines_of(text[:_LONGEST_TEXT]), "utf-8"), None)
    return _card(1, found[0]) if found else Card(1)


def _card_properties(lines: Iterable[bytes], encoding: str) -> Iterator[tuple[list[Property], bool]]:
    """The properties of each card and whether the card was closed. A card inside an AGENT belongs to somebody else."""
    found: list[Property] | None = None
    nested, after_agent = 0, False
    for prop in properties(lines, encoding):
        begins = prop.name == "BEGIN" and prop.value.strip().upper() == "VCARD"
        ends = prop.name == "END" and prop.value.strip().upper() == "VCARD"
        if found is not None and (nested or (begins and after_agent)):
            nested += begins - ends
        elif begins:
            if found:
                yield found, False
            found = []
        elif ends and found is not None:
            yield found, True
            found = None
        elif found is not None and len(found) < CARD_PROPERTIES:
            found.append(prop)
        after_agent = prop.name == "AGENT" and not prop.value.strip()
    if found:
        yield found, False


def _card(number: int, found: list[Property]) -> Card:
    card = Card(number)
    labels = {prop.group: label(unescape(prop.value)) for prop in found if prop.name == "X-ABLABEL" and prop.group}
    names: list[str] = []
    for prop in found:
        types = prop.types + ((labels[prop.group],) if labels.get(prop.group) else ())
        if prop.name == "N" and not names:
            names = split_value(prop.value)
        else:
            _take(card, prop, types)
    card.family, card.given, card.additional, card.prefix, card.suffix = (part(names, at) for at in range(5))
    card.fn = full_name(card.fn, names)
    return card


_SINGLE: Final = {
    "VERSION": "version", "FN": "fn", "TITLE": "title", "ROLE": "role", "NICKNAME": "nickname", "UID": "uid",
}  # fmt: skip


def _take(card: Card, prop: Property, types: tuple[str, ...]) -> None:
    text = unescape(prop.value)
    if prop.name in ("PHOTO", "LOGO"):
        card.has_photo = card.has_photo or prop.is_bulky or bool(text)
    elif not text:
        return
    elif attribute := _SINGLE.get(prop.name):
        if getattr(card, attribute):
            card.others.append(f"{prop.name}: {text}")
        else:
            setattr(card, attribute, text)
    elif prop.name == "ORG":
        _take_organisation(card, prop.value)
    elif prop.name == "BDAY":
        card.birthday, card.birthday_on = text, day(text)
    elif prop.name == "NOTE":
        card.note = f"{card.note}\n{text}".strip()
    elif prop.name == "CATEGORIES":
        card.categories += [word for word in split_value(prop.value, ",") if word]
    else:
        _take_way(card, prop, text, types)


def _take_organisation(card: Card, value: str) -> None:
    company, *departments = split_value(value)
    if not card.org:
        card.org, card.department = company, " / ".join(filter(None, departments))


def _take_way(card: Card, prop: Property, text: str, types: tuple[str, ...]) -> None:
    if prop.name == "TEL":
        card.phones.append(Labelled(phone(text), types))
    elif prop.name == "EMAIL":
        card.mails.append(Labelled(text.removeprefix("mailto:"), types))
    elif prop.name == "URL":
        card.urls.append(Labelled(text, types))
    elif prop.name == "ADR":
        parts = split_value(prop.value)
        if any(parts):
            card.addresses.append(
                PostalAddress(tuple(part(parts, at) for at in range(7)), joined_address(parts), types)
            )
    elif prop.name == "IMPP":
        service, _colon, handle = text.rpartition(":")
        card.ims.append(Labelled(handle, (service.lower(), *types) if service else types))
    elif service := _IM_PROPERTIES.get(prop.name, ""):
        card.ims.append(Labelled(text, (service, *types)))
    elif prop.name not in _SILENT:
        card.others.append(f"{prop.name}: {text}")
