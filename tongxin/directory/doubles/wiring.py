"""Tells lower floors that the room exists."""

from tongxin.directory.doubles.sentences import register_sentences


def join() -> None:
    """Sentences."""
    register_sentences()
