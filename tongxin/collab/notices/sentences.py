"""How changes of channels read in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _added(told: Told, record: Any) -> str:  # Any: the record, or None
    return _("set up the channel %(channel)s") % told


def _changed(told: Told, record: Any) -> str:  # Any: as above
    return _("changed the channel %(channel)s") % told


def _removed(told: Told, record: Any) -> str:  # Any: as above
    return _("took the channel %(channel)s away") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text in (("channel.added", _added), ("channel.changed", _changed), ("channel.removed", _removed)):
        sentences.register(name, Sentence(text=text, icon="send", group="change"))
