"""Contact cards as the same values as rows."""

from collections.abc import Iterator
from typing import Final

from tongxin.base.chinese.folding import fold
from tongxin.base.reading import Card, Labelled

from .plan import GIVEN_NAME, Part

# What a line of a card is called in reports, as the format itself names it.
CARD_COLUMNS: Final = ("FN", "ORG", "TITLE", "TEL", "EMAIL", "ADR", "URL", "IMPP", "BDAY", "NOTE", "CATEGORIES")
_HANDLES: Final = {"wechat": "contact_wechat", "qq": "contact_qq"}


def card_bits(card: Card) -> Iterator[Part]:
    """The parts of a card. A card of an organisation alone is a customer; a person with one is its contact; else a person."""
    is_firm = bool(card.org) and (not card.fn or fold(card.fn) == fold(card.org))
    if card.org:
        yield Part("ORG", "name", card.org)
    if not is_firm:
        yield from _person(card)
    for one in card.phones:
        yield Part("TEL", _phone_field(one, is_firm), one.value)
    for one in card.mails:
        yield Part("EMAIL", "emails" if is_firm else "contact_email", one.value)
    for handle in card.ims:
        if handle.types and (field := _HANDLES.get(handle.types[0])):
            yield Part("IMPP", field, handle.value)
    if card.addresses:
        yield Part("ADR", "address", card.addresses[0].joined)
    if card.urls:
        yield Part("URL", "website", card.urls[0].value)
    for category in card.categories:
        yield Part("CATEGORIES", "tags", category)
    yield Part("NOTE", "note", card.note)
    if not card.org:
        yield Part("UID", "external_id", card.uid[:80])


def _person(card: Card) -> Iterator[Part]:
    if fold(card.name) != fold(card.org):
        yield Part("FN", GIVEN_NAME, card.name)
    yield Part("TITLE", "contact_title", card.title or card.role)
    yield Part("ORG", "contact_department", card.department)
    yield Part("BDAY", "contact_birthday", card.birthday_on)


def _phone_field(one: Labelled, is_firm: bool) -> str:
    if one.is_fax:
        return "fax"
    if is_firm:
        return "phones"
    return "contact_mobile" if one.is_mobile else "contact_phone"
