"""Leading the database along the order of a list where a condition holds for many rows.

SQLite keeps no count of values. Seeing `tier = 'A'` and an index on tiers it collects a hundred thousand rows and sorts them,
to show eighty; walking the list in its order finds those eighty after a thousand rows. Where a condition holds for few rows it is
the other way round. So it is asked first whether there are few, which the index answers within a millisecond.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
            or self._are_few(plain)
        ):
            return plain
        column = Beside(F(path))
        return Q(Exact(column, values[0])) if len(values) == 1 else Q(In(column, list(values)))

    def _are_few(self, condition: Q) -> bool:
        return not self.rows.filter(condition).order_by().values("pk")[FEW : FEW + 1].exists()

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


def _indexes(model: type[Model]) -> list[list[str]]:
    """The columns of each index, in its order."""
    made = [[name for name, _falls in index.fields_orders] for index in model._meta.indexes if index.fields]
    alone = [
        [field.name]
        for field in model._meta.get_fields()
        if getattr(field, "db_index", False) or getattr(field, "unique", False)
    ]
    return [*made, *alone]
