"""This room's piece of the customer's page."""

from typing import Any

from django.db.models import Exists, OuterRef

from tongxin.base.registries import Panel
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.queries.masks import reveal_rule
from tongxin.interfaces.webforms.models import Entry
from tongxin.interfaces.webforms.queries import newest_of


def is_there() -> Exists:
    """Whether the customer at hand ever wrote through a form."""
    return Exists(Entry.objects.filter(party=OuterRef("pk")))


def letters_context(
    person: Any, party: Party
) -> dict[str, Any] | None:  # Any: person type of the doors; template context
    """What was written last; nothing where nobody wrote."""
    letters = newest_of(person, party) if getattr(party, "has_web_entries", True) else []
    return {"letters": letters, "asks_reason": reveal_rule().asks_reason} if letters else None


CUSTOMER = Panel(
    subject="party",
    column="side",
    order=12,
    template="webforms/_customer.html",
    context=letters_context,
    mark=("has_web_entries", is_there),
)
