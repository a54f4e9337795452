"""How what happened here reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.directory.privacy.models import Channel, Deed, Matter, Purpose

Told = Mapping[str, Any]  # Any: JSON particulars


def _consent(told: Told, record: Any) -> str:  # Any: the record, or None
    words = {
        "deed": str(Deed(told["deed"]).label),
        "purpose": str(Purpose(told["purpose"]).label),
        "channel": str(Channel(told["channel"]).label),
    }
    return _("noted what the customer wants: %(purpose)s by %(channel)s – %(deed)s") % words


def _held(told: Told, record: Any) -> str:  # Any: as above
    if told.get("until"):
        return _("ordered to keep this record until %(day)s") % {"day": told["until"]}
    return _("ordered to keep this record")


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    sentences.register("privacy.consent_noted", Sentence(text=_consent, icon="hand", group="change"))
    _register_cases()
    sentences.register("privacy.hold_begun", Sentence(text=_held, icon="lock", group="change"))
    sentences.register(
        "privacy.hold_ended",
        Sentence(text=lambda told, record: _("ended the order to keep this record"), icon="lock", group="change"),
    )


def _register_cases() -> None:
    """What became of requests stands in the audit trail and names nobody."""
    plain = {
        "privacy.request_opened": lambda told, record: _("wrote down that somebody asked for their data"),
        "privacy.exported": lambda told, record: _("took a copy of what we know of somebody (%(found)d places)") % told,
        "privacy.erased": lambda told, record: (
            _("erased what we knew of somebody: %(gone)d places gone, %(kept)d kept") % told
        ),
        "privacy.revealed": lambda told, record: _("looked behind the mask of a fact"),
        "privacy.reveal_rule_saved": lambda told, record: _("chose how people may look behind masks"),
        "privacy.retention_saved": lambda told, record: (
            _("chose to keep %(what)s for %(days)d days")
            % {"what": str(Matter(told["matter"]).label), "days": told["days"]}
        ),
        "privacy.let_go": lambda told, record: (
            _("let go by rule of %(gone)d × %(what)s")
            % {"what": str(Matter(told["matter"]).label), "gone": told["gone"]}
        ),
        "privacy.request_closed": lambda told, record: _("answered somebody who asked for their data"),
    }
    for name, text in plain.items():
        sentences.register(name, Sentence(text=text, icon="lock", group="change", shown=False))
