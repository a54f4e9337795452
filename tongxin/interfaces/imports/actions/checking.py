"""Looking through a file before anything is written: the first rows at once, the whole of it as a job."""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction

from tongxin.base.reading import Unreadable
from tongxin.base.registries import Verdict
from tongxin.base.work import Handle
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.models import Import, Rejection
from tongxin.interfaces.imports.queries.rows import Chunk, chunks_of, open_bundle
from tongxin.interfaces.imports.queries.said import name_in, said_in

AT_ONCE: Final = 200
_EXAMPLES: Final = 5
_WRONG: Final = 8
_PEOPLE: Final = 30
_SECONDS_BETWEEN: Final = 1.0


@dataclass
class Findings:
    """What was found so far, as the page shows it."""

    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # Any: JSON
    wrong: list[dict[str, Any]] = field(default_factory=list)  # Any: JSON
    reasons: Counter[str] = field(default_factory=Counter)
    people: dict[str, None] = field(default_factory=dict)
    broken: str = ""
    seen: set[int] = field(default_factory=set)

    def take(self, chunk: Chunk, verdicts: list[Verdict]) -> None:
        """Count one chunk in."""
        self.rows += chunk.count
        self.counts["refused"] += chunk.refused
        for (number, values), verdict in zip(chunk.values.items(), verdicts, strict=True):
            self.counts[verdict.outcome] += 1
            shown = self.examples.setdefault(verdict.outcome, [])
            if len(shown) < _EXAMPLES:
                shown.append(
                    {
                        "row": number,
                        "name": name_in(values),
                        "reason": verdict.reason or said_in(values),
                        "title": verdict.title,
                        "record": verdict.record_id,
                    }
                )
        for rejection in chunk.rejections:
            self._complain(rejection)

    def _complain(self, rejection: Rejection) -> None:
        self.counts["wrong"] += not rejection.is_row
        self.reasons[f"{rejection.column}: {rejection.reason}" if len(self.reasons) < 500 else ""] += 1
        if len(self.wrong) < _WRONG:
            self.wrong.append({key: getattr(rejection, key) for key in ("row", "column", "value", "reason")})
        if rejection.field == "owner" and len(self.people) < _PEOPLE:
            self.people[rejection.value] = None

    def shown(self, *, is_whole: bool) -> dict[str, Any]:  # Any: JSON
        """As it is kept."""
        return {
            "rows": self.rows,
            "is_whole": is_whole,
            "counts": dict(self.counts),
            "examples": self.examples,
            "wrong": self.wrong,
            "people": list(self.people),
            "broken": self.broken,
        }


def begin_check(of: Import) -> None:
    """Look through the first rows now, and have the rest looked through. In the caller's transaction."""
    preview = look_through(of, of.started_by, most=AT_ONCE)
    of.preview, of.state = preview, Import.State.CHECKED if of.state == Import.State.NEW else of.state
    of.check_job = None
    if not preview["is_whole"]:
        arguments = {"import_id": of.pk, "revision": of.revision}
        of.check_job = enqueue(name="imports.check", arguments=arguments, by=of.started_by)
    else:
        of.rows = of.read + preview["rows"]
    of.save(update_fields=["preview", "state", "check_job", "rows"])


def look_through(of: Import, person: Person, *, most: int | None = None) -> dict[str, Any]:  # Any: JSON
    """What would become of the rows that are not in yet. Writes nothing."""
    findings = Findings()
    try:
        bundle = open_bundle(of, person)
        for chunk in chunks_of(bundle, after=of.cursor, most=None if most is None else most + 1):
            findings.take(chunk, bundle.target.check(person, chunk.drafts, findings.seen))
    except Unreadable as error:
        findings.broken = error.reason
    return findings.shown(is_whole=most is None or findings.rows <= most)


def look_through_whole(*, import_id: int, revision: int, job: Handle) -> dict[str, int]:
    """The whole file, with counts that grow on the page. Ends early when the person decided something else meanwhile."""
    of = Import.objects.select_related("started_by").get(pk=import_id)
    findings, noted_at = Findings(), time.monotonic()
    try:
        bundle = open_bundle(of, of.started_by)
        for chunk in chunks_of(bundle, after=of.cursor):
            findings.take(chunk, bundle.target.check(of.started_by, chunk.drafts, findings.seen))
            job.progress(findings.rows)
            if time.monotonic() - noted_at >= _SECONDS_BETWEEN:
                noted_at = time.monotonic()
                if not _note(of, revision, findings, is_whole=False):
                    return {"rows": findings.rows}
    except Unreadable as error:
        findings.broken = error.reason
    _note(of, revision, findings, is_whole=True)
    return {"rows": findings.rows}


@transaction.atomic
def _note(of: Import, revision: int, findings: Findings, *, is_whole: bool) -> bool:
    """Write the counts down unless they are of yesterday's decisions. False when they are."""
    rows = Import.objects.filter(pk=of.pk, revision=revision, state__in=(*Import.BEFORE, Import.State.PAUSED))
    values: dict[str, Any] = {"preview": findings.shown(is_whole=is_whole)}  # Any: columns
    if is_whole:
        values["rows"] = of.read + findings.rows
    return bool(rows.update(**values))
