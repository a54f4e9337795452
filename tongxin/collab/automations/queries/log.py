"""What became of runs, as an administrator may read it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.automations.definition import read
from tongxin.collab.automations.models import Parcel, Rule, Run
from tongxin.collab.automations.queries.words import said_parts, said_step, with_record
from tongxin.collab.people.models import Person


class LogLine(NamedTuple):
    """One run with its record's name (or none for this reader), each condition with whether it held, and each act in words."""

    run: Run
    title: str
    url: str
    parts: list[tuple[str, bool]]
    acts: list[str]
    parcels: Sequence[Parcel]


def log_lines(reader: Person, runs: Sequence[Run]) -> list[LogLine]:
    """The runs in words. A record out of the reader's sight stays without a name."""
    names = _names(reader, {run.subject for run in runs})
    parcels: dict[int, list[Parcel]] = defaultdict(list)
    for parcel in Parcel.objects.filter(run__in=runs).select_related("hook", "channel").order_by("id"):
        parcels[parcel.run_id].append(parcel)
    return [_line(run, names, parcels[run.pk]) for run in runs]


def _names(reader: Person, subjects: Iterable[Subject]) -> dict[Subject, tuple[str, str]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        wanted[subject.kind].add(subject.id)
    return {
        Subject(name, number): (kind.title(record), kind.url(record))
        for name, ids in wanted.items()
        if (kind := subject_kinds.find(name)) is not None
        for number, record in kind.visible(reader, ids).items()
    }


def _line(run: Run, names: dict[Subject, tuple[str, str]], parcels: Sequence[Parcel]) -> LogLine:
    title, url = names.get(run.subject, (_("a record out of your sight"), ""))
    said, person = read(run.version.definition), run.rule.acts_as
    parts = list(zip(said_parts(person, run.subject_kind, said), run.parts, strict=False)) if run.parts else []
    steps = [said_step(person, run.subject_kind, said.acts[at]) for at in run.did if at < len(said.acts)]
    acts = [with_record(one, title) for one in steps]
    return LogLine(run, title, url, parts, acts, parcels)


def counts_of(rules: Iterable[Rule], *, now: datetime) -> dict[int, dict[str, int]]:
    """How often each rule did something, or failed, in the last seven days."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Run.objects.filter(rule__in=list(rules), at__gte=now - timedelta(days=7)).order_by()
    for rule, state, count in rows.values_list("rule", "state").annotate(n=Count("id")):
        found[rule][state] = count
    return found
