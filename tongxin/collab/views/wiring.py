"""Tells lower floors that the room exists."""

from tongxin.collab.views.traces import register_traces


def join() -> None:
    """What is kept about people."""
    register_traces()
