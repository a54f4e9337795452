"""Tells lower floors that the room exists."""

from tongxin.collab.views.automation import register_automations
from tongxin.collab.views.reactions import react
from tongxin.collab.views.sentences import register_sentences
from tongxin.collab.views.traces import register_traces


def join() -> None:
    """What is kept about people, and how it is told."""
    register_automations()
    register_traces()
    register_sentences()
    react()
