"""How what happened to ownership reads on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _kept(told: Told, record: Any) -> str:  # Any: the record, or None
    return _("made it a key customer: %(why)s") % told if told["why"] else _("made it a customer like others again")


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    sentences.register("ownership.kept", Sentence(text=_kept, icon="lock", group="change"))
    for name, text in (
        ("ownership.handed_over", lambda told, record: _("handed over from %(giver)s to %(taker)s") % told),
        ("ownership.undone", lambda told, record: _("took the hand-over from %(giver)s to %(taker)s back") % told),
    ):
        sentences.register(name, Sentence(text=text, icon="swap", group="change", shown=False))
