"""For each kind of field, the function that reads a cell of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any, Final, TypeAlias

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.dates import InvalidDay, Order, find_moment, parse_day
from tongxin.base.reading import Cell, CellError, as_text
from tongxin.base.registries import ImportField

from . import texts, ways
from .owners import Colleagues
from .people import people
from .refusal import ValueRefused
from .regions import HOME

_LONGEST_SPOKEN: Final = 12
Read: TypeAlias = Callable[[str, Cell], Any]  # Any: each kind has its own values


@dataclass(frozen=True)
class Surroundings:
    """What reading depends on besides the cell."""

    today: date
    colleagues: Colleagues = field(default_factory=lambda: Colleagues(()))
    order: Order | None = None
    region: str = HOME


def _day(text: str, cell: Cell, *, around: Surroundings) -> date:
    try:
        given = cell if isinstance(cell, date | datetime | int | float) and not isinstance(cell, bool) else text
        return parse_day(given, today=around.today, order=around.order)
    except InvalidDay as error:
        spoken = _spoken_day(text, around) if isinstance(error.value, str) else None
        if spoken is None:
            raise ValueRefused(str(error)) from error
        return spoken


def _spoken_day(text: str, around: Surroundings) -> date | None:
    """上周三 as the day it was: what stands in a ledger has happened. Only when nothing else stands beside it."""
    if len(text) > _LONGEST_SPOKEN or any(sign.isascii() and sign.isdigit() for sign in text):
        return None
    moment = datetime.combine(around.today, time(12), tzinfo=UTC)
    found = find_moment(text, now=moment, lean="past")
    return found.on if found is not None and (found.start, found.end) == (0, len(text)) and not found.has_time else None


def _of_text(read: Callable[..., Any], **more: Any) -> Read:  # Any: each kind has its own values and limits
    return lambda text, cell: read(text, **more)


def _choice(described: ImportField, around: Surroundings) -> Read:
    words = {fold(word): stored for word, stored in described.choices.items()}
    words |= {fold(stored): stored for stored in described.choices.values()}
    # The words offered are those of the reader's own language.
    latin = (get_language() or "").startswith("en")
    seen = dict.fromkeys(described.choices.values(), "")
    for word, stored in described.choices.items():
        seen[stored] = seen[stored] or (word if word.isascii() == latin else "")
    read = texts.all_chosen if described.many else texts.chosen
    return _of_text(read, words=words, offer=_(", ").join(word or stored for stored, word in seen.items()))


_KINDS: Final[dict[str, Callable[[ImportField, Surroundings], Read]]] = {
    "name": lambda described, around: _of_text(texts.named, most=described.max_length),
    "text": lambda described, around: _of_text(texts.plain, most=described.max_length),
    "address": lambda described, around: _of_text(texts.plain, most=described.max_length),
    "long": lambda described, around: _of_text(texts.long),
    "tags": lambda described, around: _of_text(texts.tags),
    "url": lambda described, around: _of_text(texts.web_address, most=described.max_length),
    "number": lambda described, around: _of_text(texts.number),
    "phone": lambda described, around: _of_text(ways.phones, region=around.region),
    "mail": lambda described, around: _of_text(ways.mails),
    "uscc": lambda described, around: _of_text(ways.credit_code),
    "people": lambda described, around: _of_text(people),
    "date": lambda described, around: partial(_day, around=around),
    "person": lambda described, around: _of_text(around.colleagues.read),
    "choice": _choice,
}


def reader_of(described: ImportField, around: Surroundings) -> Read:
    """How cells of this field are read: text and cell in, value out; raises ValueRefused."""
    return _KINDS[described.kind](described, around)


def text_of(cell: Cell) -> str:
    """The cell as a person typed it. Raises ValueRefused for an error value of the spreadsheet."""
    if isinstance(cell, CellError):
        raise ValueRefused(_("The spreadsheet shows the error %(code)s here.") % {"code": cell.code})
    return as_text(cell)
