"""This room's pieces of the customer's page and of Today."""

from typing import Any

from tongxin.base.clock import now
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import around
from tongxin.directory.quality.queries import least_known, standing_of
from tongxin.directory.quality.words import asks_of

_MORE = 4

Context = dict[str, Any]  # Any: template context


def record_context(person: Any, party: Party) -> Context | None:  # Any: the person type of the doors
    """The score of a record, what is missing, and the one next thing to ask."""
    standing = standing_of(person, party, now())
    if standing is None:
        return None
    asks = asks_of(person, party, standing.failings, may_change=around(person, party).may_change)
    return {
        "score": standing.score,
        "share": standing.score / 100,
        "parts": standing.parts,
        "next_ask": asks[0] if asks else None,
        "asks": asks[1 : 1 + _MORE],
        "more": max(len(asks) - 1 - _MORE, 0),
    }


def today_context(person: Any, record: None) -> Context | None:  # Any: as above
    """Three customers to make whole, with the one next thing to ask of each."""
    rows = [
        {"party": one.party, "score": one.score, "share": one.score / 100, "ask": ask}
        for one in least_known(person)
        for ask in asks_of(person, one.party, one.failings[:1], may_change=False)
    ]
    return {"rows": rows} if rows else None
