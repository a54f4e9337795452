"""How what happened to approvals reads on a timeline. Nothing of their content: the page of the approval shows it to whoever may."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars


def _titled(record: Any) -> str:  # Any: the approval as the reader may see it, or None
    return _("“%(title)s”") % {"title": record.title} if record is not None else _("an approval")


def _started(told: Told, record: Any) -> str:  # Any: as above
    return _("asked for %(what)s") % {"what": _titled(record)}


def _moved(told: Told, record: Any) -> str:  # Any: as above
    return said_deed(told["deed"]) % {"what": _titled(record)}


def _ended(told: Told, record: Any) -> str:  # Any: as above
    text = {
        "agreed": _("%(what)s is agreed"),
        "refused": _("%(what)s is refused"),
        "withdrawn": _("%(what)s was called off"),
        "ended": _("%(what)s was ended"),
    }[told["outcome"]]
    return text % {"what": _titled(record)}


def said_deed(kind: str) -> str:
    """A deed as a sentence without who did it; `%(what)s` is the approval."""
    return _DEEDS.get(kind, lambda: _("did something with %(what)s"))()


_DEEDS = {
    "agreed": lambda: _("agreed to %(what)s"),
    "refused": lambda: _("refused %(what)s"),
    "returned": lambda: _("sent %(what)s back"),
    "countered": lambda: _("made a counter-offer on %(what)s"),
    "accepted": lambda: _("took the counter-offer on %(what)s"),
    "declined": lambda: _("did not take the counter-offer on %(what)s"),
    "transferred": lambda: _("transferred %(what)s"),
    "consulted": lambda: _("asked for an opinion on %(what)s"),
    "added_before": lambda: _("had others decide first on %(what)s"),
    "added_after": lambda: _("agreed to %(what)s and had others decide after"),
    "added_beside": lambda: _("had others decide too on %(what)s"),
    "removed": lambda: _("spared somebody the decision on %(what)s"),
    "claimed": lambda: _("took %(what)s in hand"),
    "put_back": lambda: _("put %(what)s back on offer"),
    "resubmitted": lambda: _("put %(what)s right and sent it again"),
    "taken_back": lambda: _("took the decision on %(what)s back"),
    "withdrawn": lambda: _("called %(what)s off"),
    "chased": lambda: _("reminded about %(what)s"),
    "commented": lambda: _("said something about %(what)s"),
    "asked": lambda: _("asked about %(what)s"),
    "answered": lambda: _("answered a question about %(what)s"),
    "watched": lambda: _("keeps an eye on %(what)s"),
    "suspended": lambda: _("suspended %(what)s"),
    "resumed": lambda: _("let %(what)s go on"),
    "moved": lambda: _("put %(what)s at another step"),
    "reassigned": lambda: _("gave %(what)s to somebody else"),
    "ended": lambda: _("ended %(what)s"),
    "tried_again": lambda: _("had what failed in %(what)s tried once more"),
    "gone_on": lambda: _("let %(what)s go on without what failed"),
}


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    sentences.register("approval.started", Sentence(text=_started, icon="stamp", group="approval"))
    sentences.register("approval.moved", Sentence(text=_moved, icon="stamp", group="approval", shown=False))
    sentences.register("approval.ended", Sentence(text=_ended, icon="stamp", group="approval", tone="jade"))
    for name, text in (
        ("flow.published", lambda told, record: _("published version %(version)s of the flow “%(flow)s”") % told),
        ("baseline.stated", lambda told, record: _("said how approvals went before")),
        ("delegation.made", lambda told, record: _("lets %(to)s act for %(person)s") % told),
        ("delegation.ended", lambda told, record: _("%(to)s no longer acts for %(person)s") % told),
    ):
        sentences.register(name, Sentence(text=text, icon="flow", group="change", shown=False))
