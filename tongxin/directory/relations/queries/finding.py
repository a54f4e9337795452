"""Finding names on a map, and the rows of its table twin."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongxin.base.chinese.folding import fold
from tongxin.directory.parties.models import Party
from tongxin.directory.relations.queries.firm_map import FirmMap, Somebody

SHOWN = ("", "decides", "unmet")
MOST_SELECTS = 40


@dataclass(frozen=True)
class Row:
    """One of the customer's people in the table; `is_open` says that their superior can be chosen here."""

    one: Somebody
    superior: str
    is_open: bool


def named(of: FirmMap, text: str) -> list[Party]:
    """People and firms of the map whose name, or its pinyin, holds the text."""
    words = fold(text).replace(" ", "")
    everybody = [one.contact.person for one in of.people] + of.group + [link.party for link in of.links]
    return [
        one for one in everybody if words in fold(one.name) or words in fold(one.called) or words in _pinyin(one)
    ] if words else []  # fmt: skip


def _pinyin(one: Party) -> str:
    return fold(one.sort_key).replace(" ", "")


def is_shown(one: Somebody, show: str) -> bool:
    """Whether somebody belongs to a part of the table: all, who decides, whom nobody ever met."""
    return {"decides": one.decides, "unmet": not one.is_met}.get(show, True)


def rows_of(people: Sequence[Somebody], show: str, edited: str = "") -> list[Row]:
    """The rows of a part of the table. Where there are many, one superior at a time can be chosen: whose is asked for by number."""
    names = {one.contact.pk: one.contact.person.name for one in people}
    return [
        Row(
            one,
            names.get(one.contact.reports_to_id or 0, ""),
            len(people) <= MOST_SELECTS or str(one.contact.pk) == edited,
        )
        for one in people
        if is_shown(one, show)
    ]
