"""How a list is looked at: what its address asks for, read against what the reader may see."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.filters import (
    BadFilter,
    Chip,
    FilterField,
    Steering,
    UnknownField,
    chips,
    compile_filter,
    from_query,
    to_query,
)
from tongxin.base.filters.reading import VERSION
from tongxin.base.filters.sorting import sorted_rows
from tongxin.base.lazy import LazyText
from tongxin.base.registries import columns_of, fields_of, orders_of
from tongxin.base.registries.criteria import ListColumn
from tongxin.collab.access.policies import hidden_with
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.views.models import SavedView
from tongxin.collab.views.queries.saved import views_for

M = TypeVar("M", bound=Model)
Json = dict[str, Any]  # Any: JSON
KEPT = ("q", "sort", "group", "shape", "columns", "view")
_LONGEST = 400


class Preset(NamedTuple):
    """An order with a name of its own, and the columns it goes by, the last of them unique."""

    label: LazyText
    keys: tuple[str, ...]
    fact: str = ""


def _no_shorts(query: QueryDict, person: Any) -> list[Json]:  # Any: the person type of doors
    return []


class Look:
    """A list as one reader asks for it. Nothing is asked of rooms before it is needed: a plain list asks them nothing."""

    def __init__(
        self,
        query: QueryDict,
        person: Any,  # Any: also takes Django's anonymous user
        kind: str,
        *,
        presets: Mapping[str, Preset],
        shorts: Callable[[QueryDict, Any], list[Json]],
        base: Callable[[], QuerySet[Any]] | None = None,  # Any: any model
    ) -> None:
        self.person, self.kind, self.presets, self.base = person, kind, presets, base
        self.query = query
        self.asked = {name: query.get(name, "").strip()[:_LONGEST] for name in KEPT}
        self.hidden = hidden_with(person, kind)
        self.problem = ""
        self._shorts = shorts
        self.filter = self._filter()
        self.condition = self._condition()

    @cached_property
    def fields(self) -> list[FilterField]:
        """By what the reader may filter."""
        return [field for field in fields_of(self.kind, self.person) if not field.is_hidden(self.hidden)]

    @cached_property
    def view(self) -> SavedView | None:
        """The saved view which the address names, if the reader may open it."""
        number = self.asked["view"]
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            return None
        return views_for(self.person, self.kind).filter(pk=number).first()

    def _filter(self) -> Json:
        """What is asked for, still unread. Plain names that the list doesn't know, or values that don't fit, count for nothing."""
        names = set(self.query) - {*KEPT, "after", "format"}
        if not names:
            return {"v": VERSION, "and": []}
        parts = self._shorts(self.query, self.person)
        taken = {part.get("field") for part in parts}
        plain = self.query.copy()
        plain.pop("filter", None)
        if names != {"filter"}:
            known = [field for field in self.fields if field.key not in taken and field.kind != "related"]
            parts += [part for part in from_query(plain, known)["and"] if self._reads(part)]
        try:
            parts += from_query(QueryDict(urlencode({"filter": self.query.get("filter", "")})), [])["and"]
        except BadFilter as error:
            self.problem = error.text
        return {"v": VERSION, "and": _flat(parts)}

    def _reads(self, part: Json) -> bool:
        try:
            self._compiled({"v": VERSION, "and": [part]})
        except BadFilter:
            return False
        return True

    def _compiled(self, data: Json, steer: Steering | None = None) -> Q:
        under = lambda: everyone_under(self.person)  # noqa: E731  # asked only where a condition needs it
        around = {"person": self.person, "now": now(), "hidden": self.hidden, "team": under, "steer": steer}
        return compile_filter(data, self.fields, **around)

    def _steering(self) -> Steering | None:
        """Along the order in force, where that is one of the list's own."""
        if self.base is None or self.sort not in self.presets:
            return None
        return Steering(self.base(), self.presets[self.sort].keys)

    def _condition(self) -> Q:
        """The rows asked for; none where the question can't be read, because more rows than meant would mislead.

        Plain names in an address count for nothing where the reader may not ask; a saved view that asks for such a field says so.
        """
        found = Q()
        try:
            if self.filter["and"]:
                found = self._compiled(self.filter, self._steering())
            if self.view is not None and self.view.filter.get("and") != []:
                self._compiled(self.view.filter)
        except BadFilter as error:
            self.problem = self.problem or self._said(error)
        return Q(pk__in=[]) if self.problem else found

    def _said(self, error: BadFilter) -> str:
        if isinstance(error, UnknownField):
            return _("It asks for a field that is not there any more, or not for you.")
        return error.text

    @cached_property
    def readable(self) -> Json:
        """The filter without the conditions that can't be read."""
        wanted = self.view.filter if self.view is not None and self.problem else self.filter
        parts = wanted["and"] if isinstance(wanted.get("and"), list) else []
        return {"v": VERSION, "and": [part for part in parts if isinstance(part, dict) and self._reads(part)]}

    @cached_property
    def chips(self) -> list[Chip]:
        """The conditions in words."""
        if self.problem or not self.filter["and"]:
            return []
        return chips(self.filter, self.fields, hidden=self.hidden)

    def asks_for(self, names: set[str]) -> bool:
        """Whether some condition speaks of one of these fields."""
        return bool(names & set(_named(self.filter)))

    @property
    def looks_elsewhere(self) -> bool:
        """Whether some condition asks other tables: counting all that fit may then take many times what a page takes."""
        elsewhere = {field.key for field in self.fields if field.kept is not None} if self.filter["and"] else set()
        return self.asks_for(elsewhere)

    @cached_property
    def sort(self) -> str:
        """The order in force: a preset's name or a field, with - in front when falling."""
        asked = self.asked["sort"]
        if asked in self.presets:
            return asked if self.presets[asked].fact not in self.hidden else next(iter(self.presets))
        known = {order.key for order in self.orders} if asked else set()
        return asked if asked.removeprefix("-") in known else next(iter(self.presets))

    @cached_property
    def orders(self) -> list[Any]:  # Any: SortField; mypy can't see through cached_property of a list
        """By what the reader may sort."""
        orders = orders_of(self.kind, self.person)
        return [one for one in orders if one.key not in self.hidden and one.fact not in self.hidden]

    def sorted(self, rows: QuerySet[M]) -> tuple[QuerySet[M], tuple[str, ...]]:
        """The rows, and the keys by which a page of them is cut."""
        if self.sort in self.presets:
            return rows, self.presets[self.sort].keys
        return sorted_rows(rows, self.sort, self.orders, hidden=self.hidden)

    @cached_property
    def sort_label(self) -> str:
        """The order in words."""
        if self.sort in self.presets:
            return str(self.presets[self.sort].label)
        key = self.sort.removeprefix("-")
        label = next(str(one.label) for one in self.orders if one.key == key)
        words = _("%(field)s, falling") if self.sort.startswith("-") else _("%(field)s, rising")
        return words % {"field": label}

    @cached_property
    def columns(self) -> list[str]:
        """Keys of the columns asked for; none means the list's usual ones."""
        return [key for key in self.asked["columns"].split(",") if key]

    def columns_among(self, own: Sequence[str]) -> list[ListColumn]:
        """Columns of other rooms that were asked for. Rooms are asked only when there is a column that is not the list's own."""
        if not set(self.columns) - set(own):
            return []
        return [one for one in columns_of(self.kind, self.person) if one.key in self.columns and one.key not in own]

    @cached_property
    def group(self) -> FilterField | None:
        """The field by which rows are grouped."""
        key = self.asked["group"]
        return (
            next((one for one in self.fields if one.key == key and one.groups and one.kept is None), None)
            if key
            else None
        )

    def address(self, *, filter: Json | None = None, **changed: str) -> str:
        """The address of this list with something changed; an empty text takes a part away."""
        parts: dict[str, Any] = {**to_query(self.filter if filter is None else filter)}  # Any: texts and lists
        parts |= {name: value for name, value in {**self.asked, **changed}.items() if value}
        return f"?{urlencode(parts, doseq=True)}" if parts else "?"

    @property
    def is_changed(self) -> bool:
        """Whether the list is looked at differently from the view it began with."""
        view = self.view
        if view is None or self.problem:
            return False
        now_here = (self.asked["sort"], self.asked["group"], self.asked["shape"], self.columns)
        kept = _flat([{key: value for key, value in view.filter.items() if key != "v"}])
        return self.filter["and"] != kept or now_here != (view.sort, view.group, view.shape, view.columns)


def read_look(
    query: QueryDict,
    person: Any,  # Any: as above
    kind: str,
    *,
    presets: Mapping[str, Preset],
    shorts: Callable[[QueryDict, Any], list[Json]] = _no_shorts,
    base: Callable[[], QuerySet[Any]] | None = None,  # Any: any model
) -> Look:
    """How the address of a list asks for rows. `presets` are the list's own orders, the first of them the usual one;
    `shorts` reads names of addresses that are older than the language, as conditions; `base` answers the list's rows without any
    condition, to ask whether few or many fit one."""
    return Look(query, person, kind, presets=presets, shorts=shorts, base=base)


def _flat(parts: list[Json]) -> list[Json]:
    """Conditions that all must hold, without groups which say only that."""
    flat: list[Json] = []
    for part in parts:
        flat += _flat(part["and"]) if set(part) == {"and"} and isinstance(part["and"], list) else [part]
    return flat


def _named(node: Any) -> list[str]:  # Any: JSON
    """All field names in a filter, as far as they belong to the list's own rows."""
    if isinstance(node, list):
        return [name for part in node for name in _named(part)]
    if not isinstance(node, dict):
        return []
    if isinstance(node.get("field"), str):
        return [node["field"]]
    return [name for key in ("and", "or", "not") if key in node for name in _named(node[key])]
