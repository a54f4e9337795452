"""Where a party is, as the reader may see it."""

from collections.abc import Container

from django.template import Library

from tongxin.directory.parties.models import Party

register = Library()


@register.filter
def place_but(party: Party, hidden: Container[str]) -> str:
    """The place without what is hidden."""
    return party.place_but(hidden)
