"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Panel, Place, panels, places
from tongxin.directory.doubles.panels import doubles_context, is_there
from tongxin.directory.doubles.reactions import react
from tongxin.directory.doubles.sentences import register_sentences
from tongxin.directory.doubles.traces import register_traces


def join() -> None:
    """Sentences, reactions, place, panel."""
    register_traces()
    register_sentences()
    react()
    places.register(
        "doubles",
        Place(
            title=_("Possible doubles"),
            icon="merge",
            url_name="doubles",
            ring="know",
            order=40,
            words="double duplicate merge 重复 合并 查重",
        ),
    )
    panels.register(
        "party.doubles",
        Panel(
            subject="party",
            column="side",
            order=15,
            template="doubles/_party.html",
            context=doubles_context,
            mark=("has_doubles", is_there),
        ),
    )
