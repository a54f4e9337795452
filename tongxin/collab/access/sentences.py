"""How changes of rights read in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _saved(told: Told, record: Any) -> str:  # Any: the record, or None
    return _("changed the role %(role)s") % told


def _given(told: Told, record: Any) -> str:  # Any: as above
    return _("gave %(person)s the role %(role)s") % told


def _taken(told: Told, record: Any) -> str:  # Any: as above
    return _("took the role %(role)s from %(person)s") % told


def _shared(told: Told, record: Any) -> str:  # Any: as above
    if told["level"] == "write":
        return _("shared it with %(with_whom)s, who may change it") % told
    return _("shared it with %(with_whom)s to read") % told


def _unshared(told: Told, record: Any) -> str:  # Any: as above
    return _("no longer shares it with %(with_whom)s") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text in (("role.saved", _saved), ("role.given", _given), ("role.taken", _taken)):
        sentences.register(name, Sentence(text=text, icon="lock", group="change"))
    for name, text in (("record.shared", _shared), ("record.unshared", _unshared)):
        sentences.register(name, Sentence(text=text, icon="people", group="change"))
