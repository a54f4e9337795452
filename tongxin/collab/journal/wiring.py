"""Tells lower floors that the room exists."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxin.base.events import record_with
from tongxin.base.registries import Place, Sentence, places, sentences
from tongxin.collab.access.policies import can_administer
from tongxin.collab.journal.actions import write_entries
from tongxin.collab.journal.traces import register_traces


def join() -> None:
    """Have everything that is told written down, and show it to administrators."""
    register_traces()
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
    sentences.register(
        "entry.erased",
        Sentence(
            text=lambda told, record: gettext("did something; what it was is erased by law"),
            icon="lock",
            group="change",
            shown=False,
        ),
    )
