"""When what is known of a customer changes, its score follows."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from tongxin.base.events import Telling
from tongxin.directory.activities.models import Activity
from tongxin.directory.doubles.events import MergeUndone, PartiesMerged
from tongxin.directory.parties.events import PartiesTakenBack, PartyChanged
from tongxin.directory.parties.models import Contact
from tongxin.directory.quality.actions import note_changed_facts, rate_soon
from tongxin.directory.quality.actions.remembering import ChangedFact


def when_facts_changed(tellings: Sequence[Telling]) -> None:
    """A record, its contacts or its owner changed: rate it, and the firms where a person works whose numbers changed."""
    changes = [
        ChangedFact(told.on.id, fact, told.at, told.by_id)
        for told in tellings
        if isinstance(told.event, PartyChanged)
        for fact in told.event.fields
    ]
    note_changed_facts(changes)
    ids = {told.customer_id for told in tellings if told.customer_id is not None}
    changed = {told.on.id for told in tellings if isinstance(told.event, PartyChanged)}
    firms = Contact.objects.current().filter(person__in=changed).values_list("party_id", flat=True) if changed else ()
    rate_soon({*ids, *firms})


def when_merged_or_taken_back(tellings: Sequence[Telling]) -> None:
    """Records went into others, stand by themselves again, or are as before an import. Told last, when all rooms have moved theirs."""
    ids: set[int] = set()
    for told in tellings:
        event = told.event
        if isinstance(event, PartiesTakenBack):
            ids.update(event.parties)
        elif isinstance(event, PartiesMerged | MergeUndone):
            ids.update((event.kept, event.gone))
    rate_soon(ids)


def when_spoken_with(tellings: Sequence[Telling]) -> None:
    """Something passed between us and customers: the room that tells it copies the last contact onto the record only afterwards."""
    ids = {told.customer_id for told in tellings} | {(told.before or {}).get("party") for told in tellings}
    wanted = {number for number in ids if number is not None}
    if not wanted:
        return
    rows = Activity.objects.living().contacts().filter(party__in=wanted).values_list("party_id")
    latest: dict[int, datetime | None] = dict.fromkeys(wanted)
    latest.update(rows.annotate(at=Max("at")).order_by())
    rate_soon(wanted, contacted=latest)
