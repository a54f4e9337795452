"""Who reports to whom at a customer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.reloading import NotYours, own
from tongxin.directory.parties.events import ContactChanged
from tongxin.directory.parties.models import Contact


class ReportsToItself(ValidationError):
    """Nobody reports to themselves, not even through others, nor to somebody of another firm."""


@transaction.atomic
def set_superior(*, by: Person, contact: Contact, superior: Contact | None) -> Contact:
    """Say to whom somebody reports, or that nobody stands above them. Raises NotYours, ReportsToItself."""
    own(by, contact.party_id)  # locks the firm: two people can't close a ring together
    found = Contact.objects.current().filter(pk=contact.pk).select_related("person").first()
    if found is None:
        raise NotYours(_("This contact is gone."))
    above = Contact.objects.current().filter(pk=superior.pk, party=found.party_id).first() if superior else None
    if superior is not None and above is None:
        raise ReportsToItself({"superior": _("They don't work at the same customer.")})
    step = above
    while step is not None:
        if step.pk == found.pk:
            raise ReportsToItself({"superior": _("Nobody reports to themselves, not even through others.")})
        step = step.reports_to
    if found.reports_to_id == (above.pk if above else None):
        return found
    before = {"reports_to": found.reports_to_id}
    found.reports_to = above
    found.version += 1
    found.save(update_fields=["reports_to", "version"])
    told = ContactChanged(person=found.person.name, fields=["reports_to"], after={"reports_to": found.reports_to_id})
    tell(told, by=by, on=Subject("contact", found.pk), customer=found.party_id, before=before)
    return found
