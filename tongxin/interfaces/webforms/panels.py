"""This room's pieces of the customer's page and of the lead's."""

from typing import Any

from django.db.models import Exists, OuterRef

from tongxin.base.registries import Panel
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.queries.masks import reveal_rule
from tongxin.frontoffice.leads.models import Lead
from tongxin.interfaces.webforms.models import Entry
from tongxin.interfaces.webforms.queries import newest_of, newest_of_lead


def is_there() -> Exists:
    """Whether the customer at hand ever wrote through a form."""
    return Exists(Entry.objects.filter(party=OuterRef("pk")))


def letters_context(
    person: Any, party: Party
) -> dict[str, Any] | None:  # Any: person type of the doors; template context
    """What was written last; nothing where nobody wrote."""
    letters = newest_of(person, party) if getattr(party, "has_web_entries", True) else []
    return {"letters": letters, "asks_reason": reveal_rule().asks_reason} if letters else None


def letter_of_lead(person: Any, lead: Lead) -> dict[str, Any] | None:  # Any: as above
    """What somebody wrote who is no customer yet."""
    letters = newest_of_lead(person, lead)
    return {"letters": letters, "asks_reason": reveal_rule().asks_reason} if letters else None


LEAD = Panel(subject="lead", column="main", order=10, template="webforms/_lead.html", context=letter_of_lead)
CUSTOMER = Panel(
    subject="party",
    column="side",
    order=12,
    template="webforms/_customer.html",
    context=letters_context,
    mark=("has_web_entries", is_there),
)
