"""The trace: what happened, in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tongxin.collab.approvals.models import Approval, HistoryEntry
from tongxin.collab.approvals.queries.shown import said_facts
from tongxin.collab.approvals.rules import Course, Task
from tongxin.collab.approvals.rules.taking import dropped
from tongxin.collab.files.models import Attachment
from tongxin.collab.people.models import Person


@dataclass(frozen=True)
class Mark:
    """One line of the trace. Without a person it was the system; `is_void` when it was taken back; `files` and `signature` came with it."""

    at: datetime
    person: Person | None
    on_behalf: Person | None
    words: str
    reason: str
    icon: str
    tone: str
    is_void: bool
    files: list[Attachment]
    signature: Attachment | None


_SHOWN = {
    "started": ("play", ""),
    "agreed": ("check", "jade"),
    "refused": ("x", "turn"),
    "returned": ("swap", "ochre"),
    "countered": ("split", "ochre"),
    "accepted": ("check", "jade"),
    "declined": ("x", "ochre"),
    "transferred": ("send", ""),
    "consulted": ("help", ""),
    "added_before": ("useradd", ""),
    "added_after": ("useradd", "jade"),
    "added_beside": ("useradd", ""),
    "removed": ("x", ""),
    "claimed": ("hand", ""),
    "put_back": ("hand", ""),
    "resubmitted": ("edit", ""),
    "taken_back": ("swap", "ochre"),
    "withdrawn": ("x", "turn"),
    "chased": ("nudge", ""),
    "watched": ("eye", ""),
    "time_came": ("clock", "ochre"),
    "suspended": ("clock", ""),
    "resumed": ("play", ""),
    "moved": ("flow", "ochre"),
    "reassigned": ("send", "ochre"),
    "ended": ("x", "turn"),
    "tried_again": ("play", "ochre"),
    "gone_on": ("play", "ochre"),
    "act_failed": ("warn", "turn"),
}


def trace_of(course: Course, entries: Sequence[HistoryEntry]) -> list[Mark]:
    """Every deed, the oldest first."""
    void, proofs = dropped(course.past), proofs_of(entries)
    spared = {
        entry.number: task.person
        for entry in entries
        if entry.kind == "removed" and (task := course.state.tasks.get(entry.data.get("task", 0)))
    }
    names = _names(entries, spared.values())
    return [
        Mark(
            at=entry.at, person=entry.by, on_behalf=entry.on_behalf, words=_words(entry, names, names.get(spared.get(entry.number, 0), "…")),
            reason=str(entry.data.get("reason", "")),
            icon=_SHOWN[entry.kind][0], tone=_SHOWN[entry.kind][1], is_void=entry.number in void,
            files=[proofs[one] for one in entry.data.get("files", ()) if one in proofs],
            signature=proofs.get(entry.data.get("signature", 0)),
        )
        for entry in entries
        if entry.kind in _SHOWN
    ]  # fmt: skip


def proofs_of(entries: Sequence[HistoryEntry]) -> dict[int, Attachment]:
    """Files and signatures that came with entries and were not taken off again."""
    numbers = {
        one for entry in entries for one in [*entry.data.get("files", ()), entry.data.get("signature", 0)] if one
    }
    return Attachment.objects.present().select_related("file").in_bulk(numbers) if numbers else {}


def _names(entries: Sequence[HistoryEntry], others: Iterable[int]) -> dict[int, str]:
    numbers = set(others)
    for entry in entries:
        numbers.update(entry.data.get("people", ()))
        if isinstance(entry.data.get("to"), int):
            numbers.add(entry.data["to"])
    return _named(numbers)


def _named(numbers: Collection[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=numbers).values_list("pk", "name")) if numbers else {}


def _words(entry: HistoryEntry, names: Mapping[int, str], spared: str) -> str:
    data: Mapping[str, Any] = entry.data  # Any: JSON values
    people = pgettext("between names", ", ").join(names.get(one, "") for one in data.get("people", ()))
    one = names.get(data["to"], "") if isinstance(data.get("to"), int) else ""
    if entry.kind == "time_came":
        return _time_came(str(data["mark"]))
    if entry.kind == "reassigned" and entry.by_id is None:
        return _("gave it to %(name)s, as who had it has left") % {"name": one}
    return {
        "started": _("asked for it"),
        "agreed": _("agreed"),
        "refused": _("refused"),
        "returned": _("sent it back"),
        "countered": _("made a counter-offer"),
        "accepted": _("took the offer"),
        "declined": _("did not take the offer"),
        "transferred": _("transferred it to %(name)s") % {"name": one},
        "consulted": _("asked %(names)s for an opinion") % {"names": people},
        "added_before": _("had %(names)s decide first") % {"names": people},
        "added_after": _("agreed, and had %(names)s decide after") % {"names": people},
        "added_beside": _("had %(names)s decide too") % {"names": people},
        "removed": _("spared %(name)s the decision") % {"name": spared},
        "claimed": _("took it in hand"),
        "put_back": _("put it back on offer"),
        "resubmitted": _("put it right and sent it again"),
        "taken_back": _("took the decision back"),
        "withdrawn": _("called it off"),
        "chased": _("reminded whoever has it"),
        "watched": _("keeps an eye on it"),
        "suspended": _("suspended it"),
        "resumed": _("let it go on"),
        "moved": _("put it at another step"),
        "reassigned": _("gave it to %(name)s") % {"name": one},
        "ended": _("ended it"),
        "tried_again": _("had it tried once more"),
        "gone_on": _("let it go on without what failed"),
        "act_failed": _("could not do what comes next by itself"),
    }[entry.kind]


def _time_came(mark: str) -> str:
    return {
        "remind": _("reminded at half of the promised time"),
        "due": _("said that the promised time is over"),
        "escalate": _("told the superior of the delay"),
    }[mark]


@dataclass(frozen=True)
class Remark:
    """What somebody said about it, to whom, with which files."""

    at: datetime
    person: Person | None
    text: str
    to: str
    files: list[Attachment]


def remarks_of(entries: Sequence[HistoryEntry]) -> list[Remark]:
    """What people said about it, the oldest first."""
    said = [entry for entry in entries if entry.kind in ("commented", "asked", "answered")]
    names, proofs = _named({one for entry in said for one in entry.data.get("to", ())}), proofs_of(said)
    between = pgettext("between names", ", ")
    return [
        Remark(
            entry.at, entry.by, entry.data["text"], between.join(names.get(one, "") for one in entry.data.get("to", ())),
            [proofs[one] for one in entry.data.get("files", ()) if one in proofs],
        )
        for entry in said
    ]  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """A counter-offer: labels and values, who would agree to them, and the sentence with it."""

    values: list[tuple[str, str]]
    by: Person | None
    reason: str


def offer_of(approval: Approval, course: Course, task: Task) -> Offer | None:
    """The counter-offer which the initiator is asked to take; None when the task asks for something else."""
    if task.origin != "counter":
        return None
    made = [fact for fact in course.past if fact.kind == "countered" and fact.data["task"] == task.parent][-1]
    values = said_facts(approval, course, made.data.get("values", {}))
    shown = [(label, text) for _name, label, text in values]
    by = Person.objects.filter(pk=made.by).first() if made.by else None
    return Offer(shown, by, str(made.data.get("reason", "")))


def said_minutes(minutes: int) -> str:
    """Working time as one says it: minutes below two hours, else hours, from two days on days of eight hours."""
    if minutes < 120:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = minutes / 60
    if hours < 16:
        return _("%(n)s hours") % {"n": f"{hours:.1f}".removesuffix(".0")}
    return _("%(n)s working days") % {"n": f"{hours / 8:.1f}".removesuffix(".0")}
