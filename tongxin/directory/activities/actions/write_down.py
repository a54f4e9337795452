"""Quick add: one sentence becomes what happened, what is planned, or both. It is always saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now as present
from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import attach_file
from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions.checks import check_text
from tongxin.directory.activities.actions.note import NextStep, note_activity
from tongxin.directory.activities.actions.plan import plan_step
from tongxin.directory.activities.actions.traces import on
from tongxin.directory.activities.models import Activity, Kind, Step
from tongxin.directory.activities.queries.hearing import Heard, Said, hear
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.memory.models import LONGEST, Fact
from tongxin.directory.memory.policies import can_note_about
from tongxin.directory.parties.models import Party

__all__ = ["Said", "WrittenDown", "write_down"]

_LONGEST_STEP = 200


@dataclass(frozen=True)
class WrittenDown:
    """What a sentence became; an activity or a step is always there. `facts` are what was remembered from it."""

    activity: Activity | None
    step: Step | None
    facts: tuple[Fact, ...] = ()


@transaction.atomic
def write_down(
    *,
    by: Person,
    text: str,
    now: datetime | None = None,
    party: Party | None = None,
    said: Said | None = None,
    files: Sequence[StoredFile] = (),
) -> WrittenDown:
    """Write down a sentence as it was understood, with what the writer corrected (`said`).

    Nothing in it is required: without a known customer it is the writer's own, to be filed later. Raises ValidationError
    for an empty sentence only, and MayNotNote when `party` isn't the writer's to see. `files` are hung on what happened, or
    on the plan when nothing happened yet.
    """
    text = check_text(text) or check_text(pgettext("between names", ", ").join(file.name for file in files))
    if not text:
        raise ValidationError({"text": _("Write a few words first.")})
    heard = hear(text, by=by, now=timezone.localtime(now or present()), party=party, said=said or Said())
    written = _plan(by, heard) if heard.tense == "planned" else _note(by, heard)
    record = written.activity or written.step
    assert record is not None  # one of the two is always there
    for file in files:
        attach_file(by=by, file=file, on=on(record), customer=record.party_id)
    return replace(written, facts=tuple(_remember(by, heard, on(record))))


def _remember(by: Person, heard: Heard, source: Subject) -> Iterator[Fact]:
    """What the sentence tells of people whom the writer knows; the rest stays in its words."""
    known = Party.objects.in_bulk([fact.party for fact in heard.facts if fact.party])
    for fact in heard.facts:
        if fact.party in known and can_note_about(by, known[fact.party]):
            yield note_fact(
                by=by,
                party=known[fact.party],
                kind=fact.kind,
                text=fact.text[:LONGEST],
                day=fact.day,
                occasion=fact.occasion,
                source=source,
                customer=heard.party,
            )


def _note(by: Person, heard: Heard) -> WrittenDown:
    """What happened, and what comes next if that was said."""
    activity = note_activity(
        by=by,
        party=heard.party,
        kind=Kind.NOTE if heard.kind == Kind.TASK else heard.kind,
        text=heard.text,
        at=_happened(heard),
        people=heard.people,
        amount=heard.amount,
        next_step=_next(heard),
    )
    return WrittenDown(activity, Step.objects.filter(from_activity=activity).first())


def _plan(by: Person, heard: Heard) -> WrittenDown:
    """A plan. Words too many for one line are kept whole in a note beside it."""
    words = step_words(heard)
    activity = None
    if len(words) > _LONGEST_STEP:
        activity = note_activity(
            by=by, party=heard.party, kind=Kind.NOTE, text=heard.text, people=heard.people, amount=heard.amount
        )
        words = f"{words[: _LONGEST_STEP - 1]}…"
    step = plan_step(
        by=by,
        text=words,
        due=heard.at if heard.has_time else heard.on,
        party=heard.party,
        kind=Kind.TASK if heard.kind == Kind.NOTE else heard.kind,
        people=heard.people,
        from_activity=activity,
        amount=heard.amount,
    )
    return WrittenDown(activity, step)


def _happened(heard: Heard) -> datetime | None:
    """The instant that was said; for a day alone midday there, or None (now) for today."""
    if heard.has_time or heard.on is None or heard.on == timezone.localdate(present()):
        return heard.at if heard.has_time else None
    if heard.at is not None:
        return heard.at
    return timezone.make_aware(datetime(heard.on.year, heard.on.month, heard.on.day, 12))  # noqa: DTZ001  # made aware


def _next(heard: Heard) -> NextStep | None:
    step = heard.next_step
    if step is None:
        return None
    due: date | datetime | None = step.at if step.has_time and step.at else step.on
    return step.text[:_LONGEST_STEP], due


def step_words(heard: Heard) -> str:
    """The sentence without its time, which a step holds apart; the whole of it if nothing else remains."""
    gone = {place for slot in heard.slots if slot.key == "time" and slot.span for place in range(*slot.span)}
    rest = "".join(sign for place, sign in enumerate(heard.text) if place not in gone)
    words = " ".join(rest.split()).strip(" ,，。；;、:：")
    return words or " ".join(heard.text.split())
