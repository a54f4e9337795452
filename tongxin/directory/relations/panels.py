"""This room's piece of the customer's page."""

from typing import Any

from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import around
from tongxin.directory.relations.queries import answer_of, people_of


def map_context(person: Any, party: Party) -> dict[str, Any] | None:  # Any: person type of the doors, template context
    """Who decides and whom we never met; nothing for people."""
    if party.kind == Party.Kind.PERSON:
        return None
    return {"answer": answer_of(people_of(person, party, around(person, party).people))}
