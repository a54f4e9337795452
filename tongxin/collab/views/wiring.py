"""Tells lower floors that the room exists."""


def join() -> None:
    """Nothing to tell yet."""
