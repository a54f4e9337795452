"""Tells lower floors that the room exists."""

from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.collab.jobs.traces import register_traces


def join() -> None:
    """Have the `jobs.py` of every installed room loaded, so that its work is known by name; and sentences."""
    register_traces()
    autodiscover_modules("jobs")
    sentences.register(
        "job.cancelled",
        Sentence(text=lambda told, record: _("stopped what was under way"), icon="x", group="change", shown=False),
    )
    sentences.register(
        "job.failed",
        Sentence(
            text=lambda told, record: _("what was under way failed: %(reason)s") % told,
            icon="warn",
            group="change",
            shown=False,
        ),
    )
