"""Earlier and later, for lists of this room."""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from tongxin.base.paging import Page


@dataclass(frozen=True)
class Pager:
    """What the kit's pager shows."""

    summary: str
    previous_url: str
    next_url: str

    @classmethod
    def of(cls, page: Page[Any], address: str, summary: str, **more: str) -> Self:  # Any: rows of whichever model
        """For a page of a list at an address."""

        def url(cursor: str | None) -> str:
            return f"{address}?{urlencode({**more, 'page': cursor})}" if cursor else ""

        return cls(summary, url(page.previous), url(page.next))
