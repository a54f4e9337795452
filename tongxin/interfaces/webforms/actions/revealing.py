"""Looking behind the mask of what a visitor wrote: the same log and the same limits as for customers."""

from django.db import transaction

from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.privacy.actions import note_look
from tongxin.interfaces.webforms.models import Entry
from tongxin.interfaces.webforms.queries import REACHED, masks_of_entries


@transaction.atomic
def reveal_said(*, by: Person, entry: Entry, key: str, reason: str = "", address: str = "") -> str:
    """Answer the whole of one answer, and write down who looked, why and from where. Raises NothingMasked, RevealsUsedUp, ValidationError."""
    found = Entry.objects.visible_to(by).of_somebody().filter(pk=entry.pk).first()
    value = str(found.values.get(key, "")) if found is not None and key in masks_of_entries(by) else ""
    on = Subject("party", entry.party_id) if entry.party_id else Subject("lead", entry.lead_id or 0)
    field = REACHED.get(key, key) if value else ""
    note_look(by=by, on=on, field=field, reason=reason, address=address, customer=entry.party_id)
    return value
