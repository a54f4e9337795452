"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.events import record_with
from tongxin.base.registries import Place, places
from tongxin.collab.access.policies import can_administer
from tongxin.collab.journal.actions import write_entries


def join() -> None:
    """Have everything that is told written down, and show it to administrators."""
    record_with(write_entries)
    places.register(
        "audit",
        Place(
            title=_("Audit trail"),
            icon="clock",
            url_name="audit",
            ring="settings",
            order=90,
            in_menu=False,
            allowed=can_administer,
        ),
    )
