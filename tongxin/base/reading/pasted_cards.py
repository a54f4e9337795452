"""A contact card that somebody pasted, as the parts of a signature. Nothing that it says is lost."""

from collections.abc import Iterator

from tongxin.base.chinese.signatures import Signature

from .cards import Card, Labelled, PostalAddress, card_in
from .vcard_values import joined_address

_HERE = ("中国", "中华人民共和国", "china", "cn", "p.r.china")
_HANDLES = {"wechat": "wechats", "qq": "qqs"}


def read_card(text: str) -> Signature:
    """The first card of the text. What has no place of its own stands in `rest`; pictures are left out."""
    card = card_in(text)
    found = Signature(name=card.fn, company=card.org, department=card.department, title=card.title)
    for one in card.phones:
        (found.faxes if one.is_fax else found.phones).append(one.value)
    found.emails += [one.value for one in card.mails]
    for one in card.ims:
        if field := _HANDLES.get(_service(one)):
            getattr(found, field).append(one.value)
    if card.urls:
        found.website = card.urls[0].value
    if card.addresses:
        found.address, found.postcode = _line(card.addresses[0]), card.addresses[0].parts[5]
    found.rest = "\n".join(_rest(card))
    return found


def _service(one: Labelled) -> str:
    return one.types[0] if one.types else ""


def _line(address: PostalAddress) -> str:
    """On one line without the postcode, which has a place of its own, and without the country we are in."""
    country = address.parts[6]
    return joined_address([*address.parts[:5], "", "" if country.casefold() in _HERE else country])


def _rest(card: Card) -> Iterator[str]:
    if card.note:
        yield card.note
    named = (("NICKNAME", card.nickname), ("ROLE", card.role), ("BDAY", card.birthday))
    yield from (f"{name}: {text}" for name, text in named if text)
    if card.categories:
        yield f"CATEGORIES: {', '.join(card.categories)}"
    yield from (f"ADR: {address.joined}" for address in card.addresses[1:])
    yield from (f"URL: {one.value}" for one in card.urls[1:])
    yield from (f"IMPP: {_service(one)}:{one.value}" for one in card.ims if _service(one) not in _HANDLES)
    yield from card.others
