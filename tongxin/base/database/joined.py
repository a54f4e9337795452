"""Short texts of many rows in one column: what hangs on a record comes with it, without a question of its own."""

from typing import Any, Final

from django.db.models import Aggregate, TextField, Value

_BETWEEN: Final = "\x1f"  # nobody types it


class Joined(Aggregate):
    """All values of a text column in a group, to be read by `parted`. In no promised order."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def __init__(self, column: str, **extra: Any) -> None:  # Any: as Django has it
        super().__init__(column, Value(_BETWEEN, output_field=TextField()), **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # Any: as Django has it
        """PostgreSQL's word for it."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def parted(text: str | None) -> list[str]:
    """The values of a joined column, in order."""
    return sorted(text.split(_BETWEEN)) if text else []
