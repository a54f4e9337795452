"""Tells lower floors that the room exists."""

from tongxin.base.events import react_to_many
from tongxin.directory.parties.events import PartyAssigned
from tongxin.frontoffice.pools.reactions import MATTERS, when_assigned, when_customers_changed
from tongxin.frontoffice.pools.sentences import register_sentences


def join() -> None:
    """Reactions, sentences."""
    react_to_many((PartyAssigned,), when_assigned)
    react_to_many(MATTERS, when_customers_changed)
    register_sentences()
