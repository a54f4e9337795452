"""Rows whose column holds one of many values, asked with a single parameter.

Django's `__in` makes a parameter of each value: checking, compiling and quoting a thousand of them costs more than the look-up.
"""

import json
from collections.abc import Collection
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler


class Among(Func):
    """True where `column` holds one of `values`, all of them texts or all of them numbers. For use in `filter`."""

    arity = 1

    def __init__(self, column: str | F, values: Collection[str] | Collection[int]) -> None:
        super().__init__(F(column) if isinstance(column, str) else column, output_field=BooleanField())
        self.values = list(values)

    def as_sql(self, compiler: SQLCompiler, connection: Any, *more: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # Any: Django's signature
        """The condition in the words of the database."""
        if not self.values:
            raise EmptyResultSet
        column, bound = compiler.compile(self.source_expressions[0])
        given = json.dumps(self.values, ensure_ascii=False)
        if connection.vendor == "sqlite":
            return f"{column} IN (SELECT value FROM json_each(%s))", [*bound, given]  # noqa: S608  # a column
        kind = "bigint" if isinstance(self.values[0], int) else "text"
        # An array is looked up in the index value by value, where a sub-select may have the whole table read.
        return f"{column} = ANY (ARRAY(SELECT jsonb_array_elements_text(%s::jsonb)::{kind}))", [*bound, given]
