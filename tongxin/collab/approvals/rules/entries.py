"""What happened in one approval, entry by entry: the only thing that the rules remember."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One entry of a history. `by` acted (nobody: the system), `on_behalf` is whose turn or request it was.

    `data["cause"]` is the number of the entry that made this one necessary.
    """

    number: int
    kind: str
    at: datetime
    by: int | None = None
    on_behalf: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON values


# Entries with which people decide; everything else only notes or answers a command.
DEEDS = frozenset(
    {
        "agreed", "refused", "returned", "countered", "accepted", "declined", "transferred", "consulted", "added_before",
        "added_after", "added_beside", "removed", "claimed", "put_back", "resubmitted",
    }
)  # fmt: skip
