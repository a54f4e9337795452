"""How what happened in pools reads on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.frontoffice.pools.models import Base, Stay

Told = Mapping[str, Any]  # Any: JSON particulars


def because(told: Told) -> str:
    """Why a customer came into a pool, in words."""
    if told["way"] == Stay.Way.RULE and told.get("base") in Base.values:
        return _("%(days)s days after %(base)s") % {"days": told["days"], "base": Base(told["base"]).label}
    return str(told.get("why", ""))


def _entered(told: Told, record: Any) -> str:  # Any: the record, or None
    if why := because(told):
        return _("into the pool “%(pool)s”: %(why)s") % {"pool": told["pool"], "why": why}
    return _("into the pool “%(pool)s”") % told


def _left(told: Told, record: Any) -> str:  # Any: as above
    if told["end"] == Stay.End.UNDONE:
        return _("took it back from the pool “%(pool)s”") % told
    return _("out of the pool “%(pool)s”, now with %(owner)s") % told


def _marked(told: Told, record: Any) -> str:  # Any: as above
    return _("marked as invalid: %(why)s") % told if told["why"] else _("no longer marked as invalid")


def _protected(told: Told, record: Any) -> str:  # Any: as above
    return _("protects it until %(until)s") % told if told["until"] else _("protects it no longer")


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text, icon in (
        ("pool.entered", _entered, "down"),
        ("pool.claimed", lambda told, record: _("claimed it from the pool “%(pool)s”") % told, "up"),
        ("pool.left", _left, "swap"),
        ("pool.marked", _marked, "warn"),
        ("pool.protected", _protected, "lock"),
    ):
        sentences.register(name, Sentence(text=text, icon=icon, group="change"))
    for name, text in (
        ("pool.saved", lambda told, record: _("changed the pool “%(pool)s”") % told),
        (
            "pool.rules_saved",
            lambda told, record: _("changed the rules of the pool “%(pool)s”, version %(version)s") % told,
        ),
    ):
        sentences.register(name, Sentence(text=text, icon="gear", group="change", shown=False))
