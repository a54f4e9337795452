"""How what happened to opportunities reads on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.money import said_money
from tongxin.base.registries import Sentence, sentences
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor

Told = Mapping[str, Any]  # Any: JSON particulars


def _opened(told: Told, record: Any) -> str:  # Any: the opportunity as the reader may see it, or None
    if money := said_money(told.get("amount")):
        return _("saw an opportunity: %(title)s, %(money)s") % {"title": told["title"], "money": money}
    return _("saw an opportunity: %(title)s") % told


def _moved(told: Told, record: Any) -> str:  # Any: as above
    words = {**told, "days": told["days"]}
    return ngettext(
        "moved %(title)s to “%(stage)s” after %(days)d day", "moved %(title)s to “%(stage)s” after %(days)d days", told["days"]
    ) % words  # fmt: skip


def _changed(told: Told, record: Any) -> str:  # Any: as above
    after = told.get("after", {})
    if "amount" in after and (money := said_money(after["amount"])):
        return _("%(title)s is worth %(money)s now") % {"title": told["title"], "money": money}
    if after.get("expected_on"):
        return _("expects %(title)s on %(day)s") % {"title": told["title"], "day": after["expected_on"]}
    names = [
        str(Opportunity._meta.get_field(name).verbose_name) for name in told["fields"]  # type: ignore[union-attr]  # a column
    ]  # fmt: skip
    return _("changed %(fields)s of %(title)s") % {"fields": ", ".join(names), "title": told["title"]}


def _won(told: Told, record: Any) -> str:  # Any: as above
    if money := said_money(told.get("amount")):
        return _("won %(title)s: %(money)s") % {"title": told["title"], "money": money}
    return _("won %(title)s") % told


def _lost(told: Told, record: Any) -> str:  # Any: as above
    if told.get("competitor"):
        return _("lost %(title)s to %(competitor)s: %(lost_reason)s") % told
    return (_("lost %(title)s: %(lost_reason)s") if told["lost_reason"] else _("lost %(title)s")) % told


def _competed(told: Told, record: Any) -> str:  # Any: as above
    after = told["after"]
    if money := said_money(after.get("competitor_price")):
        return _("%(competitor)s asks %(money)s for %(title)s") % {**told, "money": money}
    if after.get("standing"):
        standing = dict(OpportunityCompetitor.Standing.choices)[after["standing"]]
        return _("%(competitor)s at %(title)s: %(standing)s") % {**told, "standing": standing}
    return _("noted something about %(competitor)s at %(title)s") % told


def _joined(told: Told, record: Any) -> str:  # Any: as above
    if told.get("part"):
        return _("brought %(person)s into %(title)s: %(part)s") % told
    return _("brought %(person)s into %(title)s") % told


def _shaped(told: Told, record: Any) -> str:  # Any: as above
    if told.get("moved"):
        return _("took the stage “%(stage)s” of %(pipeline)s out of use; %(moved)d deals went to “%(into)s”") % told
    if told.get("stage"):
        return _("changed “%(stage)s” of the pipeline %(pipeline)s") % told
    return _("changed the pipeline %(pipeline)s") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text, icon, tone in (
        ("opportunity.opened", _opened, "flag", ""),
        ("opportunity.moved", _moved, "board", ""),
        ("opportunity.won", _won, "check", "jade"),
        ("opportunity.lost", _lost, "x", ""),
        ("opportunity.revived", lambda told, record: _("took %(title)s up again") % told, "flag", ""),
    ):
        sentences.register(name, Sentence(text=text, icon=icon, group="trade", tone=tone))
    for name, text in (
        ("opportunity.changed", _changed),
        ("opportunity.deleted", lambda told, record: _("deleted the opportunity %(title)s") % told),
        ("opportunity.restored", lambda told, record: _("restored the opportunity %(title)s") % told),
        ("opportunity.nudged", lambda told, record: _("asked %(owner)s how it goes with %(title)s") % told),
        ("opportunity.evidenced", lambda told, record: _("has for %(title)s: %(evidence)s") % told),
        ("opportunity.unevidenced", lambda told, record: _("has no longer for %(title)s: %(evidence)s") % told),
        (
            "opportunity.competitor_named",
            lambda told, record: _("named %(competitor)s as a competitor at %(title)s") % told,
        ),
        ("opportunity.competitor_changed", _competed),
        (
            "opportunity.competitor_dropped",
            lambda told, record: _("took %(competitor)s off the competitors at %(title)s") % told,
        ),
        ("opportunity.team_joined", _joined),
        ("opportunity.team_left", lambda told, record: _("took %(person)s out of %(title)s") % told),
        ("pipeline.shaped", _shaped),
        ("opportunities.imported", lambda told, record: _("imported %(count)d opportunities") % told),
    ):
        sentences.register(name, Sentence(text=text, icon="edit", group="change"))
