"""How what happened to orders reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.money import said_money
from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _with_money(told: Told) -> dict[str, Any]:  # Any: as above
    return {**told, "money": said_money(told.get("amount"))}


def _confirmed(told: Told, record: Any) -> str:  # Any: the order as the reader may see it, or None
    if told.get("released"):
        return _("confirmed the order %(title)s, %(money)s, over credit: %(released)s") % _with_money(told)
    return _("confirmed the order %(title)s, %(money)s") % _with_money(told)


def _delivered(told: Told, record: Any) -> str:  # Any: as above
    if told["is_all"]:
        return _("delivered the last of the order %(title)s") % told
    return _("delivered a part of the order %(title)s") % told


def _amended(told: Told, record: Any) -> str:  # Any: as above
    if told["is_agreed"]:
        return _("the order %(title)s was amended and comes to %(money)s") % _with_money(told)
    return _("the order %(title)s stays as it was") % told


def _limit(told: Told, record: Any) -> str:  # Any: as above
    if told["limit"]:
        return _("set the credit limit to %(money)s") % {"money": said_money(told["limit"])}
    return _("took the credit limit away")


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text, icon, tone in (
        ("order.made", lambda told, record: _("began the order %(title)s") % told, "doc", ""),
        ("order.confirmed", _confirmed, "check", "jade"),
        ("order.cancelled", lambda told, record: _("called off the order %(title)s: %(reason)s") % told, "x", ""),
        ("order.delivered", _delivered, "box", "jade"),
        ("order.paid", lambda told, record: _("%(money)s came in for the order %(title)s") % _with_money(told), "check", "jade"),
        ("order.amendment_asked", lambda told, record: _("wants to amend the order %(title)s: %(why)s") % told, "stamp", ""),
        ("order.amended", _amended, "stamp", ""),
    ):  # fmt: skip
        sentences.register(name, Sentence(text=text, icon=icon, group="trade", tone=tone))
    for name, text in (
        ("order.changed", lambda told, record: _("the order %(title)s comes to %(money)s now") % _with_money(told)),
        (
            "order.lines_brought_in",
            lambda told, record: _("the order %(title)s comes to %(money)s now") % _with_money(told),
        ),
        ("order.passed", lambda told, record: _("passed the order %(title)s to %(to)s") % told),
        ("credit.set", _limit),
        ("number_rule.set", lambda told, record: _("numbers are written as %(pattern)s now") % told),
    ):
        sentences.register(name, Sentence(text=text, icon="edit", group="change"))
