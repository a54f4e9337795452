"""This room's piece of the customer's page."""

from typing import Any

from tongxin.base.clock import now
from tongxin.directory.memory.forms import FactForm
from tongxin.directory.memory.policies import writable_kinds
from tongxin.directory.memory.queries import circle_of, remembered
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import around

Context = dict[str, Any]  # Any: template context


def memory_context(
    person: Any, party: Party, *, form: FactForm | None = None
) -> Context:  # Any: person type of the doors
    """What is remembered of a customer and its people; the form for one more only where it is wanted at once."""
    at = now()
    circle = circle_of(person, party, around(person, party))
    groups = remembered(person, party, at, circle)
    return {
        "groups": groups,
        "count": sum(len(group.facts) for group in groups),
        "to_ask": sum(one.state == "ask" for group in groups for one in group.facts),
        "form": form,
    }


def new_fact_form(person: Any, party: Party, data: Any = None) -> FactForm:  # Any: as above, what was typed
    """The form for one fact more."""
    circle, kinds = circle_of(person, party, around(person, party)), writable_kinds(person)
    return FactForm(data, auto_id="new_fact_%s", circle=circle, kinds=kinds, initial={"about": party.pk})
