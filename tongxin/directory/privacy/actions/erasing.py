"""Erasing what we know of somebody, everywhere."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import Sought, Tie, personal_data, search_documents
from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import forget_contents
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import forget_words, index_documents, remove_documents
from tongxin.directory.parties.actions import purge_by_law
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions.requesting import locked
from tongxin.directory.privacy.actions.tombstones import set_tombstone
from tongxin.directory.privacy.events import SubjectErased
from tongxin.directory.privacy.models import Found, SubjectRequest
from tongxin.directory.privacy.queries.tracing import all_traces, sought_for

Rows = Mapping[str, Collection[int]]


class NotLookedYet(ValidationError):
    """What is there must be found before it can be erased."""


@dataclass
class Erased:
    """How many rows went, by corner; what had to be kept, as (corner, row, reason); whether the records themselves are held."""

    gone: dict[str, int] = field(default_factory=dict)
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    is_held: bool = False


@transaction.atomic
def ask_to_erase(*, by: Person, request: SubjectRequest) -> SubjectRequest:
    """Have everything chosen erased, behind the scenes. Raises MayNotAnswer, AlreadyClosed, NotLookedYet."""
    found = locked(by, request)
    if found.state != SubjectRequest.State.FOUND:
        raise NotLookedYet(_("Have everything found first, and look through it."))
    found.state = SubjectRequest.State.ERASING
    found.save(update_fields=["state"])
    enqueue(name="privacy.erase", arguments={"request": found.pk, "by": by.pk}, by=by, unique_key=str(found.pk))
    return found


@transaction.atomic
def erase_subject(*, request_id: int, by: Person | None) -> Erased:
    """Erase what was found and chosen, and write down what went and what was kept and why. In one transaction: all of it or nothing."""
    request = SubjectRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    if request.state != SubjectRequest.State.ERASING:
        return Erased()
    left = {(one.corner, one.row) for one in Found.objects.filter(request=request, is_chosen=False)}
    judged = {(one.corner, one.row) for one in Found.objects.filter(request=request, is_chosen=True, tie=Tie.NAME)}
    sought = sought_for(request.party_id, [request.name, *request.words])
    born = _born(sought)
    erased = erase_person(sought, by=by, judged=judged)
    if not erased.is_held:
        set_tombstone(
            born=born, judged=sorted(judged), request_id=request.pk, has_words=bool(request.words or not born)
        )
    erased.kept += [(corner, row, _("may be about somebody else; left on purpose")) for corner, row in sorted(left)]
    request.outcome = {
        "gone": [{"corner": name, "count": count} for name, count in erased.gone.items()],
        "kept": [{"corner": corner, "row": row, "why": why} for corner, row, why in erased.kept],
    }
    request.state = SubjectRequest.State.OPEN
    request.save(update_fields=["outcome", "state"])
    Found.objects.filter(request=request).delete()
    told = SubjectErased(gone=sum(erased.gone.values()), kept=len(erased.kept))
    tell(told, by=by, on=Subject("subject_request", request.pk))
    return erased


def _born(sought: Sought) -> dict[int, datetime]:
    parties = [one.id for one in sought.own if one.kind == "party"]
    return dict(Party.objects.filter(pk__in=parties).values_list("pk", "created_at"))


def erase_person(sought: Sought, *, by: Person | None, judged: Collection[tuple[str, str]] = ()) -> Erased:
    """Erase everything that is surely the person's, and doubtful things that somebody judged to be. The records go with all that hangs on
    them; elsewhere words are taken out. What a hold or a room keeps stays as it is. To be called in a transaction."""
    erased, rows, files, own = Erased(), defaultdict(list), set(), defaultdict(list)
    for name, trace in all_traces(sought):
        if trace.tie == Tie.OWN:
            own[name].append(trace.row)
            files.add(trace.file)
        elif trace.tie != Tie.NAME or (name, str(trace.row)) in judged:
            rows[name].append(trace.row)
            files.add(trace.file)
    _take_out(rows, sought, erased)
    parties = [one.id for one in sought.own if one.kind == "party"]
    kept = purge_by_law(by=by, parties=parties).kept
    if kept:
        erased.is_held = True
        why = " · ".join(kept.values())
        erased.kept += [(name, str(row), why) for name, numbers in own.items() for row in numbers]
    else:
        _take_out(own, sought, erased)
        _finish(sought, own)
    transaction.on_commit(partial(forget_contents, files, before=now()))
    transaction.on_commit(forget_words)
    return erased


def _finish(sought: Sought, own: Rows) -> None:
    """Once the records are gone: their traces in the search index, and what the going itself wrote down."""
    for name, numbers in own.items():
        corner = personal_data.get(name)
        if corner.document:
            remove_documents(corner.document, numbers)
    entries = personal_data.get("entry")
    plain = Sought(own=sought.own)
    entries.erase(plain, [trace.row for trace in entries.find(plain)])
    index_documents("party", [one.id for one in sought.near if one.kind == "party"])


def _take_out(rows: Rows, sought: Sought, erased: Erased) -> None:
    for name, numbers in rows.items():
        corner = personal_data.get(name)
        changed = corner.erase(sought, numbers)
        erased.gone[name] = erased.gone.get(name, 0) + len(numbers)
        if corner.document and changed and corner.document in search_documents:
            index_documents(corner.document, changed)
