"""May this person, with quotes?"""

from typing import Any

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.policies import can_create
from tongxin.frontoffice.quotes.models import Quote


def can_quote(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person may make quotes."""
    return can_create(person, "quote")


def can_change(person: Any, quote: Quote) -> bool:  # Any: as above
    """Whether the person may change this one."""
    return Quote.objects.changeable_by(person).filter(pk=quote.pk).exists()


def can_see_quotes(person: Any) -> bool:  # Any: as above
    """Whether any quotes are open to the person."""
    return reach_of(person).scope("quote", "read") != "none"
