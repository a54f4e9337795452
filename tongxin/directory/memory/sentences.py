"""How what we learnt reads on a timeline. Only who may see the fact reads its words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.directory.memory.models import Fact
from tongxin.directory.memory.queries.remembered import label_of

Told = Mapping[str, Any]  # Any: JSON particulars


def _words(record: Any) -> dict[str, str] | None:  # Any: the fact as the reader may see it, or None
    if not isinstance(record, Fact):
        return None
    return {"who": record.party.called, "kind": label_of(record), "what": str(record)}


def _noted(told: Told, record: Any) -> str:  # Any: as above
    """Nothing when it was said in an activity: that stands there itself."""
    words = _words(record)
    return "" if told.get("source") or words is None else _("noted of %(who)s: %(kind)s – %(what)s") % words


def _confirmed(told: Told, record: Any) -> str:  # Any: as above
    words = _words(record)
    return _("confirmed of %(who)s: %(what)s") % words if words else ""


def _corrected(told: Told, record: Any) -> str:  # Any: as above
    words = _words(record)
    if words is None or told.get("fields") == ["confirmed_at"]:
        return ""
    return _("put right of %(who)s: %(kind)s – %(what)s") % words


def _forgotten(told: Told, record: Any) -> str:  # Any: as above
    words = _words(record)
    return _("no longer holds of %(who)s: %(what)s") % words if words else ""


def _recalled(told: Told, record: Any) -> str:  # Any: as above
    words = _words(record)
    return _("holds again of %(who)s: %(what)s") % words if words else ""


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text in (
        ("memory.noted", _noted),
        ("memory.confirmed", _confirmed),
        ("memory.corrected", _corrected),
        ("memory.forgotten", _forgotten),
        ("memory.recalled", _recalled),
    ):
        sentences.register(name, Sentence(text=text, icon="idea", group="change"))
