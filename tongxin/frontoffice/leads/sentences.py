"""How what happened to leads reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _noted(told: Told, record: Any) -> str:  # Any: the lead as the reader may see it, or None
    if told.get("source"):
        return _("noted the lead %(title)s from %(source)s") % told
    return _("noted the lead %(title)s") % told


def _answered(told: Told, record: Any) -> str:  # Any: as above
    if told.get("in_time") is None:
        return _("spoke with the lead %(title)s") % told
    return (
        _("answered the lead %(title)s in time") if told["in_time"] else _("answered the lead %(title)s late")
    ) % told


def _converted(told: Told, record: Any) -> str:  # Any: as above
    if told.get("opportunity"):
        return _("made the lead %(title)s a customer with the opportunity %(opportunity)s") % told
    return _("made the lead %(title)s a customer") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text, icon in (
        ("lead.noted", _noted, "flag"),
        ("lead.changed", lambda told, record: _("changed facts of the lead %(title)s") % told, "edit"),
        ("lead.taken", lambda told, record: _("took the lead %(title)s") % told, "hand"),
        ("lead.assigned", lambda told, record: _("gave the lead %(title)s to %(owner)s") % told, "useradd"),
        ("lead.answered", _answered, "phone"),
        ("lead.converted", _converted, "check"),
        ("lead.dropped", lambda told, record: _("dropped the lead %(title)s: %(why)s") % told, "x"),
        ("lead.reopened", lambda told, record: _("took the lead %(title)s up again") % told, "flag"),
        ("leads.arranged", lambda told, record: _("arranged leads: %(what)s") % told, "gear"),
    ):
        sentences.register(
            name, Sentence(text=text, icon=icon, group="trade" if name == "lead.converted" else "change")
        )
