"""Questions that every request asks are put into SQL once; afterwards only the values change.

Building a QuerySet and compiling it costs 0.2 to 0.5 ms, five to ten times what the database needs to answer by a number.
The SQL is Django's own, and nothing typed ever reaches it: the question is built with marks, and values are bound in
their places. A question that depends on a person's rights is put into SQL once for all whose rights are the same (Lens).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple, ParamSpec, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from tongxin.base.database.planned import planned_cursor

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
R = TypeVar("R")
Rows = Iterable[Any]  # Any: rows of the database
_PLAIN = (int, str, datetime)
_QUESTIONS_KEPT = 400
_FIRST_MARK = -(2**61)  # far below any number of a row


class ValueMissing(ValueError):
    """None asks another question (`IS NULL`), which was not prepared."""


class NotToBePrepared(TypeError):
    """Only objects and plain rows of columns can be answered."""


class Lens(ABC):
    """Through which somebody looks: two with the same `form` are answered by the same SQL, but for their `number`."""

    @property
    @abstractmethod
    def form(self) -> str:
        """Everything on which the SQL depends besides the number."""

    @property
    @abstractmethod
    def number(self) -> int:
        """Whose lens it is: a value to bind."""

    @abstractmethod
    def numbered(self, number: Any) -> Self:  # Any: a mark
        """The same lens with a mark in place of its number."""


Shape = int | Lens  # the length of a list, or through whom somebody looks


class Slot(Expression):
    """The place of one value."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # Any: as Django has it
        """A parameter that is known by its name until it is bound."""
        return "%s", (self,)


class _Place(NamedTuple):
    """Whose value stands here: the argument's, or one of the numbers in it, or (without a name) always the same."""

    name: str
    position: int | None = None
    fixed: Any = None  # Any: as the database takes it

    def value(self, values: dict[str, Any]) -> Any:  # Any: arguments by name; as the database takes it
        if not self.name:
            return self.fixed
        value = values[self.name] if self.position is None else values[self.name][self.position]
        return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


@dataclass(frozen=True, slots=True)
class _Statement:
    """A question in SQL, and how its rows become what was asked for."""

    sql: str
    places: list[_Place]
    shaped: Callable[[Rows], list[Any]]  # Any: what was asked for

    def answered(self, values: dict[str, Any]) -> list[Any]:  # Any: arguments by name; what was asked for
        with planned_cursor() as cursor:
            cursor.execute(self.sql, [place.value(values) for place in self.places])
            return self.shaped(cursor.fetchall())


def prepared(build: Callable[P, "QuerySet[M, R]"]) -> Callable[P, list[R]]:
    """The question that `build` asks, answered as a list each time it is called.

    `build` gets a mark for every argument and may only put it into conditions. A list stands for numbers of records, is
    filled up to the next power of two with its last one, and is prepared for each such length. A Lens is prepared for each of
    its forms. The answer raises ValueMissing when an argument is None.
    """
    names = list(signature(build).parameters)

    @wraps(build)
    def asked(*args: P.args, **kwargs: P.kwargs) -> list[R]:
        values: dict[str, Any] = dict(zip(names, args, strict=False)) | kwargs  # Any: arguments by name
        shapes: dict[str, Shape] = {}
        for name, value in values.items():
            if value is None:
                raise ValueMissing(build.__qualname__)
            if isinstance(value, list):
                values[name] = _filled(value)
                shapes[name] = len(values[name])
            elif not isinstance(value, _PLAIN) and isinstance(value, Lens):
                shapes[name] = value
                values[name] = value.number
        statement = _known(build, names, shapes)
        return statement.answered(values) if statement else []

    return asked


def _filled(numbers: list[Any]) -> list[Any]:  # Any: numbers of records
    """Up to the next power of two, so that a few statements serve all lengths."""
    lacking = (1 << (len(numbers) - 1).bit_length()) - len(numbers) if numbers else 0
    return numbers + numbers[-1:] * lacking if lacking else numbers


def _known(build: Callable[..., Any], names: list[str], shapes: dict[str, Shape]) -> _Statement | None:
    """The statement, from what the connection has asked before: its thread alone uses it, and other databases speak otherwise."""
    kept: dict[Hashable, _Statement | None] | None = getattr(connection, "prepared_questions", None)
    if kept is None:
        kept = {}
        connection.prepared_questions = kept  # type: ignore[attr-defined]  # no other place lives as long as the connection
    key = (build, *[shape.form if isinstance(shape, Lens) else shape for shape in map(shapes.get, names)])
    if key not in kept:
        if len(kept) >= _QUESTIONS_KEPT:
            del kept[next(iter(kept))]
        kept[key] = _compiled(build, names, shapes)
    return kept[key]


def forget_questions() -> None:
    """Put every question into SQL anew: for tests that break a condition on purpose, before and after."""
    connection.prepared_questions = {}  # type: ignore[attr-defined]  # as above


def _compiled(build: Callable[..., Any], names: list[str], shapes: dict[str, Shape]) -> _Statement | None:
    """Django's SQL for the question, or None when nothing can answer it."""
    numbers: dict[int, _Place] = {}
    marks: dict[str, Any] = {}  # Any: a mark, a lens with one, or numbers standing for numbers
    for name in names:
        shape = shapes.get(name)
        if not isinstance(shape, int):
            marks[name] = Slot(name) if shape is None else shape.numbered(Slot(name))
            continue
        own = {_FIRST_MARK + len(numbers) + index: _Place(name, index) for index in range(shape)}
        marks[name] = list(own)
        numbers |= own
    rows = build(**marks)
    compiler = rows.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    places = [
        _Place(param.name)
        if isinstance(param, Slot)
        else (isinstance(param, int) and numbers.get(param)) or _Place("", fixed=param)
        for param in params
    ]
    return _Statement(sql, places, _shaping(rows, compiler))


def _shaping(rows: Any, compiler: Any) -> Callable[[Rows], list[Any]]:  # Any: Django's machinery
    """What turns rows of the database into objects, tuples or single values, as the QuerySet would."""
    converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])

    def converted(found: Rows) -> Rows:
        return compiler.apply_converters(found, converters) if converters else found

    shape = rows._iterable_class  # noqa: SLF001  # says whether objects or values were asked for
    if shape is ValuesListIterable:
        return lambda found: [tuple(row) for row in converted(found)]
    if shape is FlatValuesListIterable:
        return lambda found: [row[0] for row in converted(found)]
    if shape is not ModelIterable or rows._prefetch_related_lookups:  # noqa: SLF001
        raise NotToBePrepared(shape.__name__)
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    begin, end = places[0], places[-1] + 1
    names = [column.target.attname for column, _sql, _alias in compiler.select[begin:end]]
    noted = list((compiler.annotation_col_map or {}).items())
    related = get_related_populators(compiler.klass_info, compiler.select, rows.db)  # type: ignore[call-arg]  # Django 6 asks for more

    def objects(found: Rows) -> list[Any]:
        made = []
        for row in converted(found):
            one = model.from_db(rows.db, names, row[begin:end])
            for populator in related:
                populator.populate(row, one)
            for name, place in noted:
                setattr(one, name, row[place])
            made.append(one)
        return made

    return objects
