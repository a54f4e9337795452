"""Tells lower floors that the room exists."""

from tongxin.base.registries import Panel, panels
from tongxin.directory.privacy.panels import consent_context
from tongxin.directory.privacy.reactions import react
from tongxin.directory.privacy.sentences import register_sentences
from tongxin.directory.privacy.traces import register_traces


def join() -> None:
    """Panel, sentences, reactions."""
    panels.register(
        "party.privacy",
        Panel(subject="party", column="side", order=90, template="privacy/_consents.html", context=consent_context),
    )
    register_sentences()
    register_traces()
    react()
