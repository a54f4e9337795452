"""How what happened to targets reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext

from tongxin.base.registries import Sentence, sentences
from tongxin.frontoffice.targets.queries.measures import measures


def _set(told: Mapping[str, Any], record: Any) -> str:  # Any: JSON particulars; the record is the one who set them
    entry = measures.find(told["measure"])
    words = {"measure": str(entry.label) if entry else told["measure"], "n": told["count"], "year": told["year"]}
    return (
        ngettext(
            "set %(n)d target for %(year)d: %(measure)s", "set %(n)d targets for %(year)d: %(measure)s", told["count"]
        )
        % words
    )


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    sentences.register("targets.set", Sentence(text=_set, icon="flag", group="change"))
