"""The question as a condition of a list."""

from typing import Any

from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from tongxin.collab.search.models.engine import engine
from tongxin.collab.search.models.question import Question


class Found(Func):
    """True for rows whose record, numbered by the column `record`, answers the question. For use in `filter`."""

    arity = 1

    def __init__(self, record: str | F, shelf: int, asked: Question, way: str) -> None:
        super().__init__(F(record) if isinstance(record, str) else record, output_field=BooleanField())
        self.shelf, self.asked, self.way = shelf, asked, way

    def as_sql(self, compiler: SQLCompiler, connection: Any, *more: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # Any: Django's signature
        """The condition in the words of the database."""
        column, _no_values = compiler.compile(self.source_expressions[0])
        return engine().condition(self.shelf, self.asked, self.way, column)
