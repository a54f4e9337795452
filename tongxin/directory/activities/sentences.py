"""How what passed between us and a customer reads on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.dates import show_day, show_moment
from tongxin.base.registries import Sentence, sentences
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.models.deeds import deed, with_minutes

Told = Mapping[str, Any]  # Any: JSON particulars


def said_due(due: str) -> str:
    """A day or an instant in ISO form as one says it, or nothing for some day."""
    here = timezone.localtime(now())
    if "T" in due and (at := parse_datetime(due)):
        return show_moment(at, now=here)
    day = parse_date(due) if due else None
    return show_day(day, today=here.date()) if day else ""


def _noted(told: Told, record: Any) -> str:  # Any: the activity as the reader may see it, or None
    """The activity as it is now, which may have been mended since; the particulars when it is gone."""
    if isinstance(record, Activity):
        return record.said
    return with_minutes(deed(told["kind"], told.get("direction", ""), told["people"]), told.get("minutes"))


def _planned(told: Told, record: Any) -> str:  # Any: the step, or None
    if isinstance(record, Step) and record.is_slip:
        return ""
    if due := said_due(told["due"]):
        return _("plans for %(due)s: %(text)s") % {"due": due, "text": told["text"]}
    return _("plans: %(text)s") % told


def _step_changed(told: Told, record: Any) -> str:  # Any: as above
    after = told.get("after", {})
    if "due" in after:
        due = said_due(after["due"]) or _("some day")
        return _("moved to %(due)s: %(text)s") % {"due": due, "text": told["text"]}
    if "owner" in after:
        return _("gave to %(owner)s: %(text)s") % {"owner": after["owner"], "text": told["text"]}
    if "money" in after:
        return _("changed the sum of a plan: %(text)s") % told
    return _("reworded a plan: %(text)s") % told


def _finished(told: Told, record: Any) -> str:  # Any: as above
    """Nothing when an activity tells of it already."""
    return "" if told.get("activity") else _("finished: %(text)s") % told


def _cancelled(told: Told, record: Any) -> str:  # Any: as above
    """Nothing when it was taken back at once."""
    return "" if isinstance(record, Step) and record.is_slip else _("gave up: %(text)s") % told


def register_sentences() -> None:
    """Every event of this room has its sentence; what only mends an activity is not told, the activity shows it."""
    for name in ("activity.noted", "activity.placed"):
        sentences.register(name, Sentence(text=_noted, icon="edit", group="talk"))
    for name in ("activity.changed", "activity.deleted", "activity.restored"):
        sentences.register(name, Sentence(text=lambda told, record: "", icon="edit", group="change", shown=False))
    sentences.register("step.planned", Sentence(text=_planned, icon="flag", group="talk"))
    sentences.register("step.finished", Sentence(text=_finished, icon="check", group="talk", tone="jade"))
    sentences.register("step.changed", Sentence(text=_step_changed, icon="clock", group="change"))
    for name, text in (
        ("step.reopened", lambda told, record: _("took up again: %(text)s") % told),
        ("step.cancelled", _cancelled),
    ):
        sentences.register(name, Sentence(text=text, icon="flag", group="change"))
