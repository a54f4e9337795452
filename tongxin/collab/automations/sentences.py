"""How rules read on timelines and in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.base.registries.automations import automation_acts

Told = Mapping[str, Any]  # Any: JSON particulars


def _acted(told: Told, record: Any) -> str:  # Any: the record, or None
    acts = [act for name in told["acts"] if (act := automation_acts.find(name)) is not None]
    done = _("; ").join(str(act.label) for act in acts)
    return _("by the rule “%(rule)s”: %(done)s") % {"rule": told["rule"], "done": done}


def _switched_off(told: Told, record: Any) -> str:  # Any: as above
    if told["why"]:
        return _("the rule “%(rule)s” was switched off, because it acted too often") % told
    return _("switched the rule “%(rule)s” off") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    sentences.register("rule.acted", Sentence(text=_acted, icon="bolt", group="change"))
    for name, text in (
        ("rule.saved", lambda told, record: _("wrote the rule “%(rule)s”") % told),
        ("rule.put_in_use", lambda told, record: _("put the rule “%(rule)s” into use, version %(version)d") % told),
        ("rule.switched_off", _switched_off),
        ("rule.removed", lambda told, record: _("took the rule “%(rule)s” away") % told),
        ("rules.stopped", lambda told, record: _("stopped all rules")),
        ("rules.released", lambda told, record: _("let the rules act again")),
        ("hook.saved", lambda told, record: _("set up the service %(hook)s for rules") % told),
        ("hook.removed", lambda told, record: _("took the service %(hook)s away from rules") % told),
    ):
        sentences.register(name, Sentence(text=text, icon="bolt", group="change", shown=False))
