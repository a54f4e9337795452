"""Tells lower floors that the room exists."""

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.collab.files.traces import register_traces


def join() -> None:
    """Sentences."""
    register_traces()
    plain = {
        "file.stored": (lambda told, record: _("uploaded “%(file)s”") % told, False),
        "file.attached": (lambda told, record: _("attached “%(file)s”") % told, True),
        "file.removed": (lambda told, record: _("removed the file “%(file)s”") % told, True),
        "file.restored": (lambda told, record: _("brought back the file “%(file)s”") % told, True),
    }
    for name, (text, is_shown) in plain.items():
        sentences.register(name, Sentence(text=text, icon="clip", group="change", shown=is_shown))
