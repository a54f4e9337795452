"""Leading the database along the order of a list where a condition holds for many rows.

SQLite keeps no count of values. Seeing `tier = 'A'` and an index on tiers it collects a hundred thousand rows and sorts them,
to show eighty; walking the list in its order finds those eighty after a thousand rows. Where a condition holds for few rows it is
the other way round. So it is asked first whether there are few, which the index answers within a millisecond.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import F, Func, Model, Q, QuerySet
from django.db.models.lookups import Exact, In

# Collecting and sorting so many rows takes as long as a page may.
FEW = 10_000


class Beside(Func):
    """A column as it is, which no index may lead by: SQLite's `+column`. PostgreSQL counts values and decides by itself."""

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:  # Any: as Django has it
        """With the sign that SQLite's documentation gives for this."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)


@dataclass(frozen=True)
class Steering:
    """`rows` are the list's own, without conditions; `order` the keys by which its pages are cut."""

    rows: QuerySet[Any]  # Any: any model
    order: Sequence[str]

    def one_of(self, path: str, values: Sequence[Any]) -> Q:  # Any: column values
        """The condition that the column holds one of the values."""
        plain = Q(**{path: values[0]}) if len(values) == 1 else Q(**{f"{path}__in": values})
        if (
            not values
            or not is_indexed(self.rows.model, path)
            or (len(values) == 1 and self._serves(path))
            or self._are_few(plain, path)
        ):
            return plain
        return beside(path, values[0]) if len(values) == 1 else Q(In(Beside(F(path)), list(values)))

    def _are_few(self, condition: Q, path: str) -> bool:
        return not _follow(self.rows.filter(condition), path).values("pk")[FEW : FEW + 1]

    def _serves(self, path: str) -> bool:
        """Whether an index holds the rows with this value in the order of the list."""
        wanted = [path.removesuffix("_id"), *(key.removeprefix("-") for key in self.order)]
        return any(keys[: len(wanted)] == wanted for keys in _indexes(self.rows.model))


def is_indexed(model: type[Model], path: str) -> bool:
    """Whether an index holds the rows in the order of this column."""
    return any(keys[0] == path.removesuffix("_id") for keys in _indexes(model))


def is_led(model: type[Model], paths: Sequence[str]) -> bool:
    """Whether an index begins with these columns."""
    wanted = [path.removesuffix("_id") for path in paths]
    return any(keys[: len(wanted)] == wanted for keys in _indexes(model))


def beside(path: str, value: Any) -> Q:  # Any: a column value
    """The condition that the column holds the value, by which no index may lead."""
    return Q(Exact(Beside(F(path)), value))


def are_few(rows: QuerySet[Any]) -> bool:  # Any: any model
    """Whether reading all of them costs little. Nothing is read of the rows, so that an index alone answers."""
    return not rows.order_by()[FEW : FEW + 1].exists()


def gathered(every: QuerySet[Any], ways: Sequence[QuerySet[Any]]) -> QuerySet[Any]:  # Any: any model
    """Those of all rows that some way opens, numbers first. In one condition the ways are asked of all rows that an index of the whole table
    leads to: SQLite takes no index of a part of the table for a part of a condition."""
    first, *others = [way.order_by().values("pk") for way in ways]
    return every.filter(pk__in=first.union(*others))


def leads(rows: QuerySet[Any], condition: Q) -> bool:  # Any: any model
    """Whether a part that must hold leads to its rows: by a column that an index begins with, or by a question of its own that lists them.
    PostgreSQL finds its way by itself."""
    return connections[rows.db].vendor == "postgresql" or _leads_any(rows.model, condition)


def _leads_any(model: type[Model], condition: Q) -> bool:
    if condition.negated or condition.connector != Q.AND:
        return False
    return any(_leads_any(model, one) if isinstance(one, Q) else _leads(model, one) for one in condition.children)


def _leads(model: type[Model], part: Any) -> bool:  # Any: a look-up and its value, or an expression
    if not isinstance(part, tuple):
        return False
    path, value = part[0].removesuffix("__in"), part[1]
    return isinstance(value, QuerySet) or is_indexed(model, path)


def has_row(rows: QuerySet[Any], path: str) -> bool:  # Any: any model
    """Whether there is a row, looked for along the index of the column by which `rows` are narrowed."""
    return bool(_follow(rows, path).values("pk")[:1])


def _follow(rows: QuerySet[Any], path: str) -> QuerySet[Any]:  # Any: as above
    """In the order of the column's index, on PostgreSQL. It counts how often a value stands in the whole table: that a million people
    have no region it takes for half a million customers without one, and reads all rows in the hope of the first. SQLite takes the index
    by itself."""
    name = path.removesuffix("_id")
    keys = next((keys for keys in _indexes(rows.model) if keys[0] == name and len(keys) > 1), [])
    if connections[rows.db].vendor != "postgresql":
        return rows.order_by()
    return rows.order_by(*(rows.model._meta.get_field(key).attname for key in keys))


def _indexes(model: type[Model]) -> list[list[str]]:
    """The columns of each index, in its order."""
    made = [[name for name, _falls in index.fields_orders] for index in model._meta.indexes if index.fields]
    alone = [
        [field.name]
        for field in model._meta.get_fields()
        if getattr(field, "db_index", False) or getattr(field, "unique", False)
    ]
    return [*made, *alone]
