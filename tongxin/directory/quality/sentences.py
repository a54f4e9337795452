"""How what happened here reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.directory.quality.facts import ASKED

Told = Mapping[str, Any]  # Any: JSON particulars


def _confirmed(told: Told, record: Any) -> str:  # Any: the record, or None
    names = [str(ASKED[name].label) if name in ASKED else name for name in told["fields"]]
    return _("made sure that it is still right: %(facts)s") % {"facts": _(", ").join(names)}


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    sentences.register("fact.confirmed", Sentence(text=_confirmed, icon="check", group="change"))
    sentences.register(
        "quality.rules_changed",
        Sentence(
            text=lambda told, record: _("changed the rules for whole customer information"),
            icon="gear",
            group="change",
            shown=False,
        ),
    )
