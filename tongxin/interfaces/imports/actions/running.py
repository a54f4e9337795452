"""The work of an import: a chunk at a time, each in one transaction together with the note of how far it came.

Killed anywhere, it goes on at the first row that was not committed: rows, counters, rejected values and cursor of a chunk stand or
fall together, under the lease of the job, so that no second worker and no earlier run can write them again.
"""

import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.reading import Unreadable
from tongxin.base.registries import Outcome
from tongxin.base.subjects import Subject
from tongxin.base.work import GiveUp, Handle, Interrupted
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import filing_beside, settle_index
from tongxin.interfaces.imports.events import ImportDone
from tongxin.interfaces.imports.models import Import, Rejection
from tongxin.interfaces.imports.queries import heading_of
from tongxin.interfaces.imports.queries.ahead import chunks_ahead
from tongxin.interfaces.imports.queries.apart import rarer_collections
from tongxin.interfaces.imports.queries.rows import Bundle, Chunk, open_bundle

MANY: Final = 5_000
COUNTED = ("created", "updated", "unchanged", "merged", "skipped")


class SomebodyElseWentOn(Interrupted):
    """The import is not where this run left it: another run is at it, or it has ended."""


def run_import(*, import_id: int, by_id: int, job: Handle) -> dict[str, int]:
    """Bring in the rows that are not in yet, up to `stop_after`. Raises GiveUp when trying again won't help."""
    of = Import.objects.select_related("started_by").get(pk=import_id)
    by = Person.objects.get(pk=by_id)
    if of.state != Import.State.RUNNING:
        return {"read": of.read}
    most = None if of.stop_after is None else max(of.stop_after - of.read, 0)
    try:
        bundle = open_bundle(of, by)
        began = time.monotonic()
        ahead = chunks_ahead(bundle, by, after=of.cursor, most=most)
        with rarer_collections(), closing(ahead) as chunks, filing_beside() as file_words:
            for chunk in chunks:
                write_chunk(bundle, chunk, by, job, began)
                file_words()
                began = time.monotonic()
        has_more = most is not None and next(bundle.readings(of.cursor), None) is not None
    except (Unreadable, PermissionDenied) as error:
        _break_off(of, str(error) or _("Your role may not bring files in."), job)
        raise GiveUp(of.error) from error
    if of.read >= MANY:
        settle_index()
    _end(of, by, bundle, job, is_done=not has_more)
    return {"read": of.read}


@transaction.atomic
def write_chunk(bundle: Bundle, chunk: Chunk, by: Person, job: Handle, began: float) -> None:
    """Rows, rejected values, counters and cursor of one chunk. Raises Interrupted, and then nothing of it is in."""
    of = bundle.of
    total = of.rows if of.stop_after is None else of.stop_after
    job.within(done=of.read + chunk.count, total=total, note=_so_far(of))
    outcomes = bundle.target.write(by, chunk.drafts, of.batch, of.decided)
    rejections = sorted([*chunk.rejections, *_refused(of, chunk, outcomes)], key=lambda rejection: rejection.row)
    Rejection.objects.bulk_create(rejections)
    counts = Counter(outcome.outcome for outcome in outcomes)
    added: dict[str, Any] = {name: counts[name] for name in COUNTED}  # Any: numbers
    added["rejected"] = sum(rejection.is_row for rejection in rejections)
    added["wrong"] = len(rejections) - added["rejected"]
    added["read"] = chunk.count
    added["seconds"] = time.monotonic() - began
    noted = Counter(of.noted) + Counter(note for outcome in outcomes for note in outcome.notes)
    rows = Import.objects.filter(pk=of.pk, state=Import.State.RUNNING, cursor=of.cursor)
    if not rows.update(cursor=chunk.last, noted=noted, **{name: F(name) + number for name, number in added.items()}):
        raise SomebodyElseWentOn(of.batch)
    of.cursor, of.noted = chunk.last, dict(noted)
    for name, number in added.items():
        setattr(of, name, getattr(of, name) + number)


def _so_far(of: Import) -> str:
    words = {"created": of.created, "updated": of.updated, "rejected": of.rejected}
    return _("%(created)d new · %(updated)d filled in · %(rejected)d left out") % words


def _refused(of: Import, chunk: Chunk, outcomes: Sequence[Outcome]) -> list[Rejection]:
    return [
        Rejection(
            of_id=of.pk,
            row=outcome.row,
            column=heading_of(of, outcome.field),
            field=outcome.field,
            value=str(chunk.values.get(outcome.row, {}).get(outcome.field) or "")[:500],
            reason=outcome.reason[:500],
            is_row=True,
        )
        for outcome in outcomes
        if outcome.outcome == "refused"
    ]


@transaction.atomic
def _end(of: Import, by: Person, bundle: Bundle, job: Handle, *, is_done: bool) -> None:
    job.within()
    of.state = Import.State.DONE if is_done else Import.State.PAUSED
    of.finished_at = now()
    of.warnings = [*bundle.source.notes[:50], *_worth_knowing(of)]
    if of.skipped:
        of.warnings.append(_("%(count)d rows were passed over, as you chose.") % {"count": of.skipped})
    if is_done:
        of.rows = of.read
        told = ImportDone(file=of.name, created=of.created, updated=of.updated, rejected=of.rejected)
        tell(told, by=by, on=Subject("import", of.pk))
        notify(
            people=[of.started_by],
            kind="import.done",
            text=gettext_noop("%(title)s is in: %(created)s new, %(updated)s filled in"),
            on=Subject("import", of.pk),
            particulars={"created": of.created, "updated": of.updated},
        )
    of.save(update_fields=["state", "finished_at", "warnings", "rows"])


def _worth_knowing(of: Import) -> list[str]:
    """What was noted of rows that came in, the most frequent first."""
    most = Counter(of.noted).most_common(50)
    return [_("%(note)s: %(count)d rows") % {"note": note, "count": count} for note, count in most]


@transaction.atomic
def _break_off(of: Import, reason: str, job: Handle) -> None:
    """The file can't be read to its end: what is in stays, and can be taken back."""
    job.within()
    of.state, of.error, of.finished_at = Import.State.FAILED, reason, now()
    of.save(update_fields=["state", "error", "finished_at"])
