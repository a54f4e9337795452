"""How what happened to contracts reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _made(told: Told, record: Any) -> str:  # Any: the contract as the reader may see it, or None
    if told.get("renews"):
        return _("began the contract %(title)s, which follows %(renews)s") % told
    return _("began the contract %(title)s") % told


def _decided(told: Told, record: Any) -> str:  # Any: as above
    if told["is_agreed"]:
        return _("the contract %(title)s may be sealed") % told
    return _("the contract %(title)s is a draft again") % told


def _asked(told: Told, record: Any) -> str:  # Any: as above
    if told["deviations"]:
        return _("asks to seal the contract %(title)s, %(deviations)s clauses differ from the template") % told
    return _("asks to seal the contract %(title)s") % told


def _ended(told: Told, record: Any) -> str:  # Any: as above
    if told.get("reason"):
        return _("ended the contract %(title)s before its time: %(reason)s") % told
    return _("the contract %(title)s ended") % told


def _reached(told: Told, record: Any) -> str:  # Any: as above
    if told["is_done"]:
        return _("%(milestone)s of the contract %(title)s is done") % told
    return _("%(milestone)s of the contract %(title)s is open again") % told


def _changed(told: Told, record: Any) -> str:  # Any: as above
    what = {
        "facts": pgettext("contract", "facts"),
        "lines": _("lines"),
        "clauses": _("clauses"),
        "milestones": _("milestones"),
    }
    return _("changed the contract %(title)s: %(what)s") % {**told, "what": what.get(told["what"], told["what"])}


def _amended(told: Told, record: Any) -> str:  # Any: as above
    if told["is_agreed"]:
        return _("amended the contract %(title)s: version %(revision)s") % told
    return _("the contract %(title)s stays as it is: its amendment was refused") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text, icon, tone in (
        ("contract.made", _made, "doc", ""),
        ("contract.asked", _asked, "stamp", ""),
        ("contract.decided", _decided, "stamp", ""),
        ("contract.sealed", lambda told, record: _("sealed the contract %(title)s, %(copies)s copies") % told, "stamp", "jade"),
        ("contract.signed", lambda told, record: _("the customer signed the contract %(title)s on %(day)s") % told, "check", "jade"),
        ("contract.began", lambda told, record: _("the contract %(title)s is in force") % told, "check", "jade"),
        ("contract.ended", _ended, "x", ""),
        ("contract.milestone_reached", _reached, "check", ""),
        ("contract.renewal_opened", lambda told, record: _("opened “%(deal)s” to renew the contract %(title)s") % told, "board", ""),
        ("contract.amendment_asked", lambda told, record: _("asks to amend the contract %(title)s: %(why)s") % told, "stamp", ""),
        ("contract.amended", _amended, "stamp", ""),
    ):  # fmt: skip
        sentences.register(name, Sentence(text=text, icon=icon, group="trade", tone=tone))
    for name, text in (
        ("contract.changed", _changed),
        ("contract.passed", lambda told, record: _("passed the contract %(title)s to %(to)s") % told),
        ("contract_template.saved", lambda told, record: _("worded the contract template “%(title)s”") % told),
    ):
        sentences.register(name, Sentence(text=text, icon="edit", group="change"))
