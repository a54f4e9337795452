"""How changes of many records at once read in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _asked(told: Told, record: Any) -> str:  # Any: the record, or None
    return _("asked to change %(count)d records at once") % told


def _taken_back(told: Told, record: Any) -> str:  # Any: as above
    return _("had a change of %(count)d records taken back") % told


def _taken_out(told: Told, record: Any) -> str:  # Any: as above
    return _("took out a list of %(count)d") % told


def register_sentences() -> None:
    """Saved views are told of nowhere: they change nothing but what one looks at."""
    for name, text, icon in (
        ("bulk_change.asked", _asked, "sync"),
        ("bulk_change.taken_back", _taken_back, "sync"),
        ("list.taken_out", _taken_out, "down"),
    ):
        sentences.register(name, Sentence(text=text, icon=icon, group="change"))
