"""How what happened to quotes reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.money import said_money
from tongxin.base.registries import Sentence, sentences
from tongxin.frontoffice.quotes.models import Quote

Told = Mapping[str, Any]  # Any: JSON particulars


def _made(told: Told, record: Any) -> str:  # Any: the quote as the reader may see it, or None
    if told["revision"] > 1:
        return _("made a new version of the quote: %(title)s") % told
    return _("made the quote %(title)s") % told


def _answered(told: Told, record: Any) -> str:  # Any: as above
    words = {**told, "money": said_money(told.get("amount"))}
    if told["is_accepted"]:
        return _("%(answered_by)s accepted the quote %(title)s, %(money)s") % words
    return _("%(answered_by)s declined the quote %(title)s") % words


def _asked(told: Told, record: Any) -> str:  # Any: as above
    words = {**told, "money": said_money(told.get("asked_price"))}
    return _("asks for %(money)s for %(quantity)s of %(product)s") % words


def _decided(told: Told, record: Any) -> str:  # Any: as above
    words = {**told, "money": said_money(told.get("decided_price"))}
    if told["is_agreed"] and told.get("decided_by"):
        return _("got %(money)s agreed for %(quantity)s of %(product)s, decided by %(decided_by)s") % words
    if told["is_agreed"]:
        return _("got %(money)s agreed for %(quantity)s of %(product)s") % words
    return _("did not get a special price for %(product)s") % words


def _sent(told: Told, record: Any) -> str:  # Any: as above
    return _("sent the quote %(title)s, %(money)s") % {**told, "money": said_money(told.get("amount"))}


def _changed(told: Told, record: Any) -> str:  # Any: as above
    if told.get("fields"):
        labels = [str(Quote._meta.get_field(name).verbose_name) for name in told["fields"]]  # type: ignore[union-attr]  # a column
        return _("changed %(fields)s of the quote %(title)s") % {"fields": ", ".join(labels), "title": told["title"]}
    return _("the quote %(title)s comes to %(money)s now") % {**told, "money": said_money(told.get("amount"))}


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text, icon, tone in (
        ("quote.made", _made, "doc", ""),
        ("quote.sent", _sent, "doc", ""),
        ("quote.opened", lambda told, record: _("the customer opened the quote %(title)s") % told, "eye", ""),
        ("quote.answered", _answered, "check", "jade"),
        ("quote.asked", lambda told, record: _("the customer asks about %(title)s: %(text)s") % told, "chat", ""),
        ("special_price.asked", _asked, "stamp", ""),
        ("special_price.decided", _decided, "stamp", "jade"),
    ):
        sentences.register(name, Sentence(text=text, icon=icon, group="trade", tone=tone))
    for name, text in (
        ("quote.changed", _changed),
        ("quote.passed", lambda told, record: _("passed the quote %(title)s to %(to)s") % told),
        ("quote.link_made", lambda told, record: _("made a link to the quote %(title)s for the customer") % told),
        ("quote.link_revoked", lambda told, record: _("took back the links to the quote %(title)s") % told),
    ):
        sentences.register(name, Sentence(text=text, icon="edit", group="change"))
