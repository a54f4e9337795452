"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Place, places
from tongxin.collab.notices.queries import unread_count
from tongxin.collab.notices.traces import register_traces


def join() -> None:
    """The bell is in the top bar; the palette knows the page too."""
    register_traces()
    places.register(
        "notices",
        Place(title=_("Notices"), icon="bell", url_name="notices", order=90, in_menu=False, count=unread_count),
    )
