"""Calling off, and calling off the calling off."""

from datetime import datetime

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions.booking import book, booked_for
from tongxin.collab.calendar.actions.checks import own_entry
from tongxin.collab.calendar.actions.entering import KIND
from tongxin.collab.calendar.actions.inviting import call_off
from tongxin.collab.calendar.actions.splitting import leave_out, split
from tongxin.collab.calendar.events import EntryDeleted, EntryRestored
from tongxin.collab.calendar.models import Entry, Resource
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents


@transaction.atomic
def delete_entry(*, by: Person, entry: Entry, once: datetime | None = None, onwards: bool = False) -> Entry:
    """Into the recycle bin, its rooms are free again, and those invited hear of it; with `once` only that time of a series falls out, with
    `onwards` too that and all that follow. Answers what lies in the bin, or the series. Raises NotYourEntry, NoSuchTime."""
    entry = own_entry(by, entry.pk)
    if onwards and once is not None and entry.rule:
        entry, once = split(entry, once), None
    is_once = once is not None and bool(entry.rule)
    if once is not None and is_once:
        leave_out(entry, once)
    else:
        entry.deleted_at, entry.version, entry.sequence = now(), entry.version + 1, entry.sequence + 1
        entry.kept_resources = [one.pk for one in booked_for(entry)]
        entry.save(update_fields=["deleted_at", "version", "sequence", "kept_resources"])
        book(entry, [])
        remove_documents(KIND, [entry.pk])
        call_off(by, entry)
    told = EntryDeleted(
        title="" if entry.is_private else entry.title, once=once.isoformat() if once and is_once else ""
    )
    tell(told, by=by, on=Subject(KIND, entry.pk), customer=entry.customer)
    return entry


@transaction.atomic
def restore_entry(*, by: Person, entry: Entry) -> Entry:
    """It takes place after all, in the same rooms if they are still free. Raises NotYourEntry, Taken."""
    entry = own_entry(by, entry.pk, in_bin=True)
    entry.deleted_at, entry.version = None, entry.version + 1
    entry.save(update_fields=["deleted_at", "version"])
    book(entry, Resource.objects.filter(pk__in=entry.kept_resources, closed_at=None))
    index_documents(KIND, [entry.pk])
    tell(
        EntryRestored(title="" if entry.is_private else entry.title),
        by=by,
        on=Subject(KIND, entry.pk),
        customer=entry.customer,
    )
    return entry
