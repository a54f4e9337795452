"""What the frame around every page shows: places, person, appearance. Nothing is worked out before a template asks for it.

A fragment that htmx swaps in uses none of it and therefore pays nothing.
"""

from base64 import b64encode
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy

from tongxin.base.chinese.pinyin import readings
from tongxin.base.database.full_disk import has_no_room
from tongxin.base.lazy import LazyText
from tongxin.base.registries import Place, places
from tongxin.collab.access.models import reach_of
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.models import Person
from tongxin.project.numbers import Numbers

RINGS: list[tuple[str, int, LazyText]] = [
    ("", 0, ""),
    ("know", 1, pgettext_lazy("ring", "Know · customers")),
    ("together", 2, pgettext_lazy("ring", "Work together")),
    ("decide", 3, pgettext_lazy("ring", "See clearly")),
    ("settings", 0, pgettext_lazy("ring", "Manage")),
]
LINKS = {
    "home": "home",
    "search": "search",
    "suggest": "search-suggest",
    "quick_add": "quick-add",
    "notices": "notices",
    "bell": "notices-bell",
    "me": "my-settings",
    "language": "set-language",
    "sign_in": "login",
}
PHONE_TABS = 4


@dataclass(frozen=True)
class Entry:
    """A place as this person sees it on this page."""

    name: str
    place: Place = field(repr=False)
    url: str
    current: bool
    numbers: Numbers = field(repr=False)

    @property
    def key(self) -> tuple[str, str, bool]:
        """On what its drawing depends, but for the number."""
        return self.name, self.url, self.current

    @cached_property
    def title(self) -> str:
        """In the reader's language."""
        return str(self.place.title)

    @property
    def icon(self) -> str:
        """Name of the drawing."""
        return self.place.icon

    @property
    def hotkey(self) -> str:
        """Keys that lead here."""
        return self.place.hotkey

    @property
    def words(self) -> str:
        """Other words under which the palette finds it, the initials of a Chinese title among them."""
        return f"{self.place.words} {_initials(self.title)}".strip()

    @property
    def turn(self) -> bool:
        """Whether its number means that this person must act."""
        return self.place.turn

    @cached_property
    def count(self) -> int:
        """The number beside it; 0 where none is kept."""
        return self.numbers[self.name]

    @property
    def count_text(self) -> str:
        """The number as shown."""
        return f"{self.count:,}"


@dataclass(frozen=True)
class Group:
    """The places of one ring."""

    ring: int
    title: str
    items: list[Entry]


class Me:
    """The person at the foot of the rail."""

    def __init__(self, person: Person) -> None:
        self.pk = person.pk
        self.name = person.name
        self._person = person

    @cached_property
    def place(self) -> str:
        """The main unit."""
        units = reach_of(self._person).units
        return units[0].name if units else ""

    @cached_property
    def seal(self) -> str:
        """The key (256 bits, base64) with which this person's browser seals what it keeps of words not yet sent: the same in each of their sessions, kept in no browser."""
        return b64encode(salted_hmac("tongxin.drafts", str(self.pk), algorithm="sha256").digest()).decode()


@lru_cache(maxsize=512)
def _initials(title: str) -> str:
    return " ".join(f"{reading.full} {reading.initials}" for reading in readings(title)[:2])


@lru_cache(maxsize=256)
def _address(name: str, urlconf: str | None) -> str:
    """The address of that name, or nothing while no room answers there."""
    try:
        return reverse(name, urlconf=urlconf)
    except NoReverseMatch:
        return ""


def address_of(name: str) -> str:
    """The address of that name, or nothing when no room answers there."""
    return _address(name, get_urlconf())


def _entries(person: Person, path: str, numbers: Numbers) -> list[Entry]:
    """All places open to this person, in order. The longest fitting address is current, among all and in the menu."""
    known = [(name, places.get(name), address_of(places.get(name).url_name)) for name in places.names()]
    open_ = [(name, place, url) for name, place, url in known if url and place.allowed(person)]
    fitting = [(place, url) for _name, place, url in open_ if path.startswith(url)]
    here = max((url for _place, url in fitting), key=len, default="")
    here_in_menu = max((url for place, url in fitting if place.in_menu), key=len, default="")
    entries = [
        Entry(name, place, url, url == here or (place.in_menu and url == here_in_menu), numbers)
        for name, place, url in open_
    ]
    return sorted(entries, key=lambda entry: entry.place.order)


def _nav(entries: list[Entry]) -> list[Group]:
    """The rail: groups with something in them."""
    groups = []
    for ring, number, title in RINGS:
        items = [entry for entry in entries if entry.place.ring == ring and entry.place.in_menu]
        if items:
            groups.append(Group(number, str(title), items))
    return groups


def _person_context(person: Person, path: str) -> dict[str, Any]:  # Any: template context
    numbers = Numbers(person)
    entries: Any = SimpleLazyObject(lambda: _entries(person, path, numbers))  # Any: stands for the list
    return {
        "theme": person.theme,
        "density": "" if person.density == Person.Density.NORMAL else person.density,
        "hotkeys": person.has_hotkeys,
        "me": Me(person),
        "nav": SimpleLazyObject(lambda: _nav(entries)),
        "tabs": SimpleLazyObject(lambda: [entry for entry in entries if entry.place.on_phone][:PHONE_TABS]),
        "palette_places": entries,
        "palette_key": SimpleLazyObject(lambda: tuple((entry.name, entry.url) for entry in entries)),
        "settings_places": SimpleLazyObject(
            lambda: [entry for entry in entries if entry.place.ring == "settings" and entry.name != "settings"]
        ),
        "notices_count": SimpleLazyObject(lambda: numbers["notices"]),
        "company": SimpleLazyObject(the_company),
    }


def shell(request: HttpRequest) -> dict[str, Any]:  # Any: template context
    """Menu, person and appearance for `ui/shell.html` and `ui/focus.html`."""
    context: dict[str, Any] = {  # Any: as above
        "lang": "en" if get_language() == "en" else "zh-Hans",
        "links": {key: address_of(name) for key, name in LINKS.items()},
        "has_no_room": SimpleLazyObject(has_no_room),
    }
    person = getattr(request, "user", None)
    if person is not None and person.is_authenticated:
        context |= _person_context(person, request.path)
    return context
