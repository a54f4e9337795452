"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Place, places
from tongxin.collab.people.sentences import register_sentences
from tongxin.collab.people.traces import register_traces


def join() -> None:
    """The place where everyone finds their own settings, and how the room's events read."""
    register_traces()
    places.register(
        "my-settings",
        Place(title=_("My settings"), icon="person", url_name="my-settings", ring="settings", order=5, in_menu=False),
    )
    register_sentences()
