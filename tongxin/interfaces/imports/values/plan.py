"""A plan, made once for a table: which column becomes which field, and how its cells are read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from tongxin.base.chinese.folding import fold
from tongxin.base.reading import Cell, as_text
from tongxin.base.registries import ImportField
from tongxin.base.sheets import STARTS_FORMULA, as_typed

from .readers import Read, Surroundings, reader_of, text_of
from .refusal import ValueRefused
from .regions import HOME, region_of
from .ways import phones

_CACHED: Final = 2_000
_MARKS: Final = frozenset("'=`’")
_NOTHING: Final = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        "//",
        "\\",
        "无",
        "暂无",
        "没有",
        "n/a",
        "#n/a",
        "null",
        "none",
        "nil",
        "nan",
    }
)
_LISTS: Final = frozenset({"phone", "mail", "tags", "people"})
FAMILY_NAME, GIVEN_NAME, WHOLE_NAME = "contact_family_name", "contact_given_name", "contact_name"
COUNTRY: Final = "country"
_NAMELESS: Final = "contact_mobile"


class Wrong(NamedTuple):
    """A value that was not taken: column heading, field, what stood there, why."""

    column: str
    field: str
    value: str
    reason: str


class Part(NamedTuple):
    """One cell with what it is: for cards, whose lines are no columns."""

    column: str
    field: str
    cell: Cell


class Setting(NamedTuple):
    """One column as decided: place from 0, heading, field, and how to read it."""

    place: int
    heading: str
    described: ImportField
    around: Surroundings
    prefix: str = ""


@dataclass(slots=True)
class Reading:
    """Values by field key, and what was wrong. `refused` names the field whose missing value keeps the whole row out."""

    values: dict[str, Any] = field(default_factory=dict)  # Any: each kind has its own values
    wrong: list[Wrong] = field(default_factory=list)
    refused: bool = False


class _Column:
    """Reads the cells of one column, remembering what it has read: cities and trades repeat."""

    __slots__ = ("_cache", "_prefix", "_read", "field", "heading", "index", "is_phone", "join", "required")

    def __init__(self, setting: Setting) -> None:
        described = setting.described
        self.index, self.heading, self.field = setting.place, setting.heading, described.key
        self.required, self.is_phone = described.required, described.kind == "phone"
        self.join = _joiner(described)
        self._read: Read = reader_of(described, setting.around)
        self._prefix = setting.prefix
        self._cache: dict[str, Any] = {}  # Any: values, or the refusal

    def value(self, cell: Cell) -> Any:  # Any: the field's own kind of value; None for an empty cell
        """Raises ValueRefused."""
        if type(cell) is not str:
            text = text_of(cell)
            return self._fresh(text, cell) if text else None
        known = self._cache.get(cell, self)
        if known is self:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            try:
                known = self._fresh(_typed(cell), cell)
            except ValueRefused as refusal:
                known = refusal
            self._cache[cell] = known
        if isinstance(known, ValueRefused):
            raise known
        return known

    def value_abroad(self, cell: Cell, region: str) -> Any:  # Any: points
        """The same for a number in another country. Raises ValueRefused."""
        text = text_of(cell)
        return phones(text, region) if text and text.lower() not in _NOTHING else None

    def _fresh(self, text: str, cell: Cell) -> Any:  # Any: as above
        if len(text) < 6 and text.lower() in _NOTHING:
            return None
        value = self._read(text, cell)
        return f"{self._prefix}{value}" if self._prefix and value else value


def _typed(cell: str) -> str:
    text = cell.strip()
    if text[:1] in _MARKS:
        # The mark that our own export sets before a formula goes, and what stands behind it is just text.
        text = as_typed(text) if text[1:].startswith((*STARTS_FORMULA, "'")) else text_of(text)
    return text


def _joiner(described: ImportField) -> Callable[[Any, Any], Any]:  # Any: values
    """How a second column of the same field is added to the first."""
    if described.kind in _LISTS or (described.kind == "choice" and described.many):
        return lambda old, new: [*old, *(one for one in new if one not in old)]
    if described.kind == "long":
        return lambda old, new: f"{old}\n{new}" if new not in old else old
    if described.kind in ("text", "address") and described.max_length:
        most = described.max_length
        return lambda old, new: f"{old} {new}" if new not in old and len(old) + len(new) < most else old
    return lambda old, new: old


class Plan:
    """Reads rows. Not shared between threads."""

    def __init__(self, columns: Sequence[_Column], by_field: Mapping[str, _Column]) -> None:
        self._columns = columns
        self._by_field = by_field
        self._country = next((column.index for column in columns if column.field == COUNTRY), None)

    @property
    def fields(self) -> set[str]:
        """The fields which some column fills."""
        return {column.field for column in self._columns}

    def read(self, cells: Sequence[Cell]) -> Reading:
        """The values of a row of cells."""
        reading = Reading()
        values = reading.values
        region = HOME if self._country is None else region_of(as_text(cells[self._country]))
        for column in self._columns:
            cell = cells[column.index]
            if cell is None or cell == "":
                continue
            try:
                value = column.value_abroad(cell, region) if column.is_phone and region != HOME else column.value(cell)
            except ValueRefused as refusal:
                _complain(reading, column, column.heading, cell, refusal)
                value = refusal.kept
            if value is None or value == "":
                continue
            key = column.field
            values[key] = column.join(values[key], value) if key in values else value
        return _settle(reading)

    def read_parts(self, parts: Iterable[Part]) -> Reading:
        """The same for a card; parts of fields that may not be written are passed over."""
        reading = Reading()
        for part in parts:
            column = self._by_field.get(part.field)
            if column is None:
                continue
            try:
                value = column.value(part.cell)
            except ValueRefused as refusal:
                _complain(reading, column, part.column, part.cell, refusal)
                value = refusal.kept
            if value:
                there = reading.values.get(part.field)
                reading.values[part.field] = column.join(there, value) if there else value
        return _settle(reading)


def _complain(reading: Reading, column: _Column, heading: str, cell: Cell, refusal: ValueRefused) -> None:
    shown = cell if isinstance(cell, str) else getattr(cell, "code", None) or str(cell)
    reading.wrong.append(Wrong(heading, column.field, shown[:500], str(refusal)[:500]))
    reading.refused = reading.refused or (column.required and refusal.kept is None)


def _settle(reading: Reading) -> Reading:
    """Family and given name become one name; numbers without a name belong to whoever else is in the row."""
    values = reading.values
    if FAMILY_NAME in values or GIVEN_NAME in values:
        family, given = values.pop(FAMILY_NAME, ""), values.pop(GIVEN_NAME, "")
        if WHOLE_NAME not in values:
            name = _whole_name(family, given)
            values[WHOLE_NAME] = [{"name": name, "title": "", "phones": [], "mails": []}]
    for key in ("contacts", WHOLE_NAME):
        if key in values and not all(bit["name"] for bit in values[key]):
            nameless = [bit for bit in values[key] if not bit["name"]]
            values[key] = [bit for bit in values[key] if bit["name"]]
            for bit in nameless:
                values[_NAMELESS] = [*values.get(_NAMELESS, ()), *bit["phones"]]
                values["contact_email"] = [*values.get("contact_email", ()), *bit["mails"]]
    return reading


def _whole_name(family: str, given: str) -> str:
    latin = (family + given).isascii() or fold(family + given).isascii()
    return f"{given} {family}".strip() if latin else f"{family}{given}"


def compile_plan(settings: Iterable[Setting], fields: Iterable[ImportField], around: Surroundings) -> Plan:
    """The plan of a table's columns; cards are read by `fields` alone."""
    columns = [_Column(setting) for setting in settings]
    by_field = {one.key: _Column(Setting(0, str(one.label), one, around)) for one in fields}
    return Plan(columns, by_field)
