"""What lies in the recycle bin, and who put it there."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.party import PartyQuerySet


def recycled(person: Any, since: datetime) -> PartyQuerySet:  # Any: also takes Django's anonymous user
    """Deleted records that the person may see and could still have back; not what was merged, which an undone merge brings back."""
    return Party.objects.visible_to(person).filter(deleted_at__gt=since, merged_into=None)


def deleters_of(ids: Collection[int]) -> dict[int, Person]:
    """Who put each of these records into the bin last."""
    entries = Entry.objects.filter(kind="party", subject_id__in=ids, name="party.deleted").select_related("actor")
    return {entry.subject_id: entry.actor for entry in entries.order_by("id") if entry.actor is not None}
