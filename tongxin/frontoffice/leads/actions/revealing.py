"""Looking behind the mask of a lead's number or address: the same log and the same limits as for customers."""

from django.db import transaction

from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.privacy.actions import note_look
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.leads.queries import masks_of_leads


@transaction.atomic
def reveal_lead(*, by: Person, lead: Lead, field: str, reason: str = "", address: str = "") -> str:
    """Answer the whole value, and write down who looked, why and from where. Raises NothingMasked, RevealsUsedUp, ValidationError."""
    found = Lead.objects.visible_to(by).filter(pk=lead.pk).first()
    value = str(getattr(found, field)) if found is not None and field in masks_of_leads(by) else ""
    note_look(by=by, on=Subject("lead", lead.pk), field=field if value else "", reason=reason, address=address)
    return value
