"""The picture of a map: boxes and lines with whole pixels, for a template to draw."""

from dataclasses import dataclass

from tongxin.directory.parties.models import Contact
from tongxin.directory.relations.layout import beside, tree_places
from tongxin.directory.relations.queries.firm_map import FirmMap, Link, Somebody

WIDE, HIGH, GAP_X, GAP_Y, EDGE = 168, 36, 56, 12, 12
_TONES = {
    Contact.Attitude.SUPPORTS: "good",
    Contact.Attitude.PRICE: "watch",
    Contact.Attitude.AGAINST: "bad",
}


@dataclass(frozen=True)
class Box:
    """One node: where its left upper corner stands, what is written in it, where it leads."""

    x: int
    y: int
    text: str
    sub: str
    title: str
    url: str
    tone: str

    @property
    def middle(self) -> int:
        """Half its height down."""
        return self.y + HIGH // 2


@dataclass(frozen=True)
class Line:
    """From one box to another; `label` stands on it."""

    x1: int
    y1: int
    x2: int
    y2: int
    tone: str
    label: str = ""

    @property
    def path(self) -> str:
        """A soft turn between the two."""
        half = (self.x1 + self.x2) // 2
        return f"M{self.x1} {self.y1}C{half} {self.y1} {half} {self.y2} {self.x2} {self.y2}"

    @property
    def label_at(self) -> tuple[int, int]:
        """Where the words stand."""
        return (self.x1 + self.x2) // 2, (self.y1 + self.y2) // 2 - 4


@dataclass(frozen=True)
class Picture:
    """Everything to draw, and how large it is."""

    width: int
    height: int
    boxes: list[Box]
    lines: list[Line]


Node = tuple[str, int]


def laid_out(of: FirmMap, *, part: str = "") -> Picture:
    """`part` is people (the customer's people and who of ours knows them), firms (group and links), or empty for all."""
    people = [] if part == "firms" else of.people
    links = [] if part == "people" else of.links
    group = [of.party] if part == "people" else of.group
    parents: dict[Node, Node | None] = {
        ("firm", one.pk): ("firm", one.parent_id) if one.parent_id and one != group[0] else None for one in group
    }
    known = {one.contact.pk for one in people}
    for one in people:
        above = one.contact.reports_to_id
        parents["person", one.contact.pk] = ("person", above) if above in known and above else ("firm", of.party.pk)
    places = tree_places(parents)
    shift = 1 if links else 0
    at = {node: (_x(column + shift), _y(row)) for node, (column, row) in places.items()}
    boxes = [_firm(at["firm", one.pk], one.called, one.get_absolute_url(), one.pk == of.party.pk) for one in group]
    boxes += [_somebody(at["person", one.contact.pk], one) for one in people]
    lines = [_down(at[parent], at[node]) for node, parent in parents.items() if parent in at]
    _draw_links(links, at["firm", of.party.pk], boxes, lines)
    _draw_ours(people, at, boxes, lines)
    top = min((box.y for box in boxes), default=0)
    boxes = [Box(b.x, b.y - top + EDGE, b.text, b.sub, b.title, b.url, b.tone) for b in boxes]
    lines = [Line(one.x1, one.y1 - top + EDGE, one.x2, one.y2 - top + EDGE, one.tone, one.label) for one in lines]
    width = max((box.x for box in boxes), default=0) + WIDE + EDGE
    return Picture(width, max((box.y for box in boxes), default=0) + HIGH + EDGE, boxes, lines)


def _x(column: int) -> int:
    return EDGE + column * (WIDE + GAP_X)


def _y(row: float) -> int:
    return EDGE + round(row * (HIGH + GAP_Y))


def _cut(text: str, signs: int = 11) -> str:
    """What fits into a box; Latin letters are half as wide."""
    width, kept = 0.0, ""
    for sign in text:
        width += 0.55 if sign.isascii() else 1
        if width > signs:
            return f"{kept}…"
        kept += sign
    return kept


def _firm(at: tuple[int, int], name: str, url: str, is_middle: bool, sub: str = "") -> Box:
    return Box(*at, _cut(name), sub, name, url, "core" if is_middle else "firm")


def _somebody(at: tuple[int, int], one: Somebody) -> Box:
    contact = one.contact
    words = [contact.title, str(contact.get_role_display()) if contact.role else ""]
    sub = " · ".join(word for word in words if word)
    tone = _TONES.get(Contact.Attitude(contact.attitude), "") if contact.attitude else ""
    title = " · ".join(part for part in (contact.person.name, sub, str(contact.get_attitude_display())) if part)
    tones = [tone, "" if one.is_met else "unmet", "decides" if one.decides else ""]
    url = contact.person.get_absolute_url()
    return Box(*at, contact.person.name[:11], _cut(sub, 13), title, url, " ".join(word for word in tones if word))


def _down(above: tuple[int, int], below: tuple[int, int]) -> Line:
    return Line(above[0] + WIDE, above[1] + HIGH // 2, below[0], below[1] + HIGH // 2, "")


def _draw_links(links: list[Link], middle: tuple[int, int], boxes: list[Box], lines: list[Line]) -> None:
    """Other firms stand left of everything, with the word on the line."""
    step = HIGH + GAP_Y
    first = middle[1] - step * (len(links) - 1) // 2
    for place, link in enumerate(links):
        at = (_x(0), first + place * step)
        boxes.append(_firm(at, link.party.called, link.party.get_absolute_url(), False, link.label))
        lines.append(Line(at[0] + WIDE, at[1] + HIGH // 2, middle[0], middle[1] + HIGH // 2, "weak"))


def _draw_ours(people: list[Somebody], at: dict[Node, tuple[int, int]], boxes: list[Box], lines: list[Line]) -> None:
    """Colleagues stand right of everything, each near those they know."""
    knows: dict[int, list[tuple[Somebody, int]]] = {}
    names: dict[int, str] = {}
    for one in people:
        for known in one.knows:
            knows.setdefault(known.colleague.pk, []).append((one, known.times))
            names[known.colleague.pk] = known.colleague.name
    if not knows:
        return
    x = max(place[0] for place in at.values()) + WIDE + GAP_X * 2
    step = HIGH + GAP_Y
    wanted = [sum(at["person", one.contact.pk][1] for one, _n in some) / len(some) / step for some in knows.values()]
    for (who, some), row in zip(knows.items(), beside(wanted), strict=True):
        y = round(row * step)
        boxes.append(Box(x, y, names[who], "", names[who], "", "ours"))
        for one, times in some:
            left, top = at["person", one.contact.pk]
            lines.append(Line(left + WIDE, top + HIGH // 2, x, y + HIGH // 2, "strong" if times > 2 else "knows"))
