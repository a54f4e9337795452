"""The picture of relations: the customer in the middle, its people on the inner orbit, other firms on the outer one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from tongxin.base.chinese.companies import short_name
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.queries.kin import Kin

WIDTH, HEIGHT = 236, 172
MIDDLE = (118, 86)
INNER, OUTER = 37, 76
STRONG = {"decider", "approver", "coach"}


@dataclass(frozen=True)
class Node:
    """One mark: where it stands, what is written in it, where it leads."""

    x: int
    y: int
    text: str
    title: str
    url: str
    line: str
    is_firm: bool
    left: int = 0
    width: int = 26


@dataclass(frozen=True)
class Graph:
    """The whole picture, with its words for those who can't see it."""

    centre: str
    nodes: list[Node]


def _short(party: Party) -> str:
    """The name without place and legal form."""
    if party.kind == Party.Kind.PERSON:
        return party.name
    return party.short_name or short_name(party.name)


def _at(place: int, of: int, radius: int, turn: float) -> tuple[int, int]:
    angle = turn + 2 * pi * place / max(of, 1)
    return round(MIDDLE[0] + radius * cos(angle) * 1.15), round(MIDDLE[1] + radius * sin(angle) * 0.9)


def _person(contact: Contact, place: int, of: int) -> Node:
    x, y = _at(place, of, INNER, -pi / 2)
    line = "strong" if contact.role in STRONG else "weak" if contact.attitude == "unmet" else ""
    name = contact.person.name
    return Node(x, y, name[:1], " · ".join(part for part in (name, contact.title) if part), "", line, is_firm=False)


def _firm(kin: Kin, place: int, of: int) -> Node:
    x, y = _at(place, of, OUTER, -pi / 5)
    text = _short(kin.party)[:4]
    width = 12 * len(text) + 10
    left = min(max(2, x - width // 2), WIDTH - width - 2)
    title = " · ".join(part for part in (kin.party.name, kin.label) if part)
    return Node(
        left + width // 2, y, text, title, kin.party.get_absolute_url(), "weak", is_firm=True, left=left, width=width
    )


def drawn(party: Party, people: Sequence[Contact], kin: Sequence[Kin]) -> Graph | None:
    """The picture, or None when there is nobody to draw."""
    people, kin = people[:7], kin[:6]
    if not people and not kin:
        return None
    nodes = [_firm(one, place, len(kin)) for place, one in enumerate(kin)]
    nodes += [_person(one, place, len(people)) for place, one in enumerate(people)]
    return Graph(_short(party)[:2], nodes)
