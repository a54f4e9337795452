"""The picture of a map: boxes and lines with whole pixels, for a template to draw."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.relations.bundling import ALL, Bundle, Forest, bundled
from tongxin.directory.relations.layout import beside, tree_places
from tongxin.directory.relations.queries.bundle_words import words_of_firms, words_of_links, words_of_people
from tongxin.directory.relations.queries.firm_map import FirmMap, Link, Somebody

WIDE, HIGH, GAP_X, GAP_Y, EDGE = 168, 36, 56, 12, 12
MOST_ALONE, LEAST, TALLEST = 60, 4, 12  # nodes of a picture without bundles, of a bundle, and of one column of a block
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

    @property
    def is_folded(self) -> bool:
        """Whether any box stands for many."""
        return any("bundle" in box.tone.split() for box in self.boxes)


Node = tuple[str, int | str]  # what it is, and its number or the key of a bundle


@dataclass(frozen=True)
class Wish:
    """How one reader wants the picture: `part` is people (the customer's people and who of ours knows them), firms (group and links), or empty
    for all. `opened` are keys of bundles to unpack, `found` people and firms to point at by number of the record; `address` leads to the
    picture with one more bundle unpacked."""

    part: str = ""
    opened: Collection[str] = ()
    found: Collection[int] = ()
    address: Callable[[str], str] = lambda key: f"?open={key}"


def laid_out(of: FirmMap, wish: Wish | None = None) -> Picture:
    """The picture. Of more than MOST_ALONE nodes those who decide, who is looked for and all above them stand alone; the others are
    bundled by department, with how many of them nobody ever met."""
    wish = wish or Wish()
    people = [] if wish.part == "firms" else of.people
    links = [] if wish.part == "people" else of.links
    group = [of.party] if wish.part == "people" else of.group
    forest = _forest(of, people, group, wish, len(links))
    parents: dict[Node, Node | None] = {**forest.parents}
    parents |= {("bundle", key): one.under for key, one in forest.bundles.items()}
    places = tree_places(parents, tallest=TALLEST)
    shift = 1 if links else 0
    at = {node: (_x(column + shift), _y(row)) for node, (column, row) in places.items()}
    at |= {one: at["bundle", key] for key, bundle in forest.bundles.items() for one in bundle.members}
    boxes = [_firm(at["firm", one.pk], one, of.party.pk, wish) for one in group if ("firm", one.pk) in parents]
    boxes += [
        _somebody(at["person", one.contact.pk], one, wish) for one in people if ("person", one.contact.pk) in parents
    ]
    boxes += [_bundle(at["bundle", key], one, people, wish) for key, one in forest.bundles.items()]
    lines = [
        _down(at[parent], at[node])
        for node, parent in parents.items()
        if parent in places and places[node][0] - places[parent][0] == 1
    ]
    is_large = len(people) + len(group) + len(links) > MOST_ALONE
    _draw_links(links, at["firm", of.party.pk], boxes, lines, wish, is_large=is_large)
    _draw_ours(people, at, boxes, lines)
    return _trimmed(boxes, lines)


def _forest(of: FirmMap, people: list[Somebody], group: list[Party], wish: Wish, beside: int) -> Forest[Node]:
    parents: dict[Node, Node | None] = {
        ("firm", one.pk): ("firm", one.parent_id) if one.parent_id and one != group[0] else None for one in group
    }
    known = {one.contact.pk: one for one in people}
    for one in people:
        above = one.contact.reports_to_id
        parents["person", one.contact.pk] = ("person", above) if above in known and above else ("firm", of.party.pk)
    if len(parents) + beside <= MOST_ALONE:
        return Forest(parents, {})
    weighty: set[Node] = {("firm", of.party.pk)} | {("firm", one.pk) for one in group if one.pk in wish.found}
    weighty |= {("person", pk) for pk, one in known.items() if one.decides or one.contact.person_id in wish.found}
    departments: dict[Node, str] = {("person", pk): f"person/{one.contact.department}" for pk, one in known.items()}
    return bundled(
        parents, weighty, name=lambda node: f"{node[0]}{node[1]}", like=lambda node: departments.get(node, f"{node[0]}/"),
        opened=wish.opened, least=LEAST,
    )  # fmt: skip


def _bundle(at: tuple[int, int], one: Bundle[Node], people: list[Somebody], wish: Wish) -> Box:
    members = set(one.members)
    inside = [some for some in people if ("person", some.contact.pk) in members]
    if not inside:
        text = words_of_firms(len(one.members))
        return Box(*at, text, "", text, wish.address(one.key), "bundle")
    text, sub = words_of_people(inside, one.label.partition("/")[2])
    tone = "bundle unmet" if any(not some.is_met for some in inside) else "bundle"
    return Box(*at, _cut(text, 12), sub, f"{text} · {sub}", wish.address(one.key), tone)


def _trimmed(boxes: list[Box], lines: list[Line]) -> Picture:
    """With its top edge where the first box stands."""
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


def _firm(at: tuple[int, int], one: Party, middle: int, wish: Wish, sub: str = "") -> Box:
    tone = "core" if one.pk == middle else "firm"
    tone += " found" if one.pk in wish.found else ""
    return Box(*at, _cut(one.called), sub, one.called, one.get_absolute_url(), tone)


def _somebody(at: tuple[int, int], one: Somebody, wish: Wish) -> Box:
    contact = one.contact
    words = [contact.title, str(contact.get_role_display()) if contact.role else ""]
    sub = " · ".join(word for word in words if word)
    tone = _TONES.get(Contact.Attitude(contact.attitude), "") if contact.attitude else ""
    title = " · ".join(part for part in (contact.person.name, sub, str(contact.get_attitude_display())) if part)
    tones = [tone, "" if one.is_met else "unmet", "decides" if one.decides else ""]
    tones.append("found" if contact.person_id in wish.found else "")
    url = contact.person.get_absolute_url()
    return Box(*at, contact.person.name[:11], _cut(sub, 13), title, url, " ".join(word for word in tones if word))


def _down(above: tuple[int, int], below: tuple[int, int]) -> Line:
    return Line(above[0] + WIDE, above[1] + HIGH // 2, below[0], below[1] + HIGH // 2, "")


def _draw_links(
    links: list[Link], middle: tuple[int, int], boxes: list[Box], lines: list[Line], wish: Wish, *, is_large: bool
) -> None:
    """Other firms stand left of everything, with the word on the line; in a large picture many of one kind are one box."""
    counted = Counter(_kind_of(link) for link in links)
    packed = {
        key for key, n in counted.items() if is_large and n >= LEAST and not {key, ALL} & set(wish.opened)
    }  # fmt: skip
    alone = [one for one in links if _kind_of(one) not in packed or one.party.pk in wish.found]
    step = HIGH + GAP_Y
    first = middle[1] - step * (len(alone) + len(packed) - 1) // 2
    for place in range(len(alone) + len(packed)):
        at = (_x(0), first + place * step)
        if place < len(alone):
            boxes.append(_firm(at, alone[place].party, 0, wish, alone[place].label))
        else:
            key = sorted(packed)[place - len(alone)]
            inside = [one for one in links if _kind_of(one) == key and one not in alone]
            text = words_of_links(inside[0].label, len(inside)) if inside else ""
            boxes.append(Box(*at, _cut(text, 12), "", text, wish.address(key), "bundle"))
        lines.append(Line(at[0] + WIDE, at[1] + HIGH // 2, middle[0], middle[1] + HIGH // 2, "weak"))


def _kind_of(link: Link) -> str:
    return f"{link.kind}/{'to' if link.is_from else 'by'}"


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
        touched: Counter[tuple[int, int]] = Counter()
        for one, times in some:
            touched[at["person", one.contact.pk]] += times
        for (left, top), times in touched.items():
            lines.append(Line(left + WIDE, top + HIGH // 2, x, y + HIGH // 2, "strong" if times > 2 else "knows"))
