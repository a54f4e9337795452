"""Which way a list should check its rows against a question.

`fetch` gets all matches by number and sorts them: best for rare words. `walk` goes through the list in its order and checks each
row against the matches held in memory, `ask` asks the index for each row: the commoner the word, the sooner a page is full.
"""

from collections.abc import Callable, Collection
from typing import NamedTuple

from tongxin.collab.search.models.question import Question, beginnings, countable

_PAGE = 80


class Costs(NamedTuple):
    """µs on one core: a match fetched and sorted, a match put into memory, a row checked against it, a row asked about."""

    fetch: float
    collect: float
    check: float
    ask: float


def cheapest(
    asked: Question, rows: int, costs: Costs, ways: Collection[str], count: Callable[[Question, int], int]
) -> str:
    """The one of `ways` with the least work; `count(question, most)` counts matches no further than `most`."""
    enough = int((_PAGE * costs.ask / costs.collect * rows) ** 0.5) + 1
    matches = count(countable(asked), enough)
    starting = beginnings(asked)
    together = count(starting, enough) if starting else 0
    if starting and together == enough:
        together = count(starting, rows)
        matches = max(matches, together)
    # Names that begin alike stand together in a list by name: a walk may pass all others before it meets them.
    steps = min(_PAGE * rows / max(matches - together, 1), rows - min(together, rows) + _PAGE)
    work = {
        "fetch": costs.fetch * matches,
        "walk": costs.collect * matches + costs.check * steps,
        "ask": costs.ask * steps,
    }
    return min(ways, key=lambda name: work[name])
