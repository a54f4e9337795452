"""Tells lower floors that the room exists."""

from tongxin.collab.org.sentences import register_sentences


def join() -> None:
    """How the room's events read."""
    register_sentences()
