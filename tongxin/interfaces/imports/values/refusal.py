"""Why a value could not be taken."""

from typing import Any


class ValueRefused(ValueError):
    """What stands in the cell is not what the field takes. The text says why and how to mend it; `kept` is the part that could be read."""

    def __init__(self, reason: str, kept: Any = None) -> None:  # Any: the field's own kind of value
        super().__init__(reason)
        self.kept = kept
