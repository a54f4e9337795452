"""Tells lower floors that the room exists."""

from tongxin.base.registries import Panel, panels
from tongxin.directory.relations.panels import map_context


def join() -> None:
    """A panel."""
    panels.register(
        "party.map",
        Panel(subject="party", column="side", order=30, template="relations/_map_panel.html", context=map_context),
    )
