"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions import carry
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.frontoffice.leads.events import LeadConverted
from tongxin.frontoffice.leads.models import Lead
from tongxin.interfaces.webforms.actions.filing import follow_lead
from tongxin.interfaces.webforms.models import Entry


def when_merged(telling: Telling) -> None:
    """What somebody wrote leads to the record that stays."""
    told = cast(PartiesMerged, telling.event)
    carry(told.merge, Entry.objects.filter(party=told.gone), column="party", to=told.kept)


def when_converted(telling: Telling) -> None:
    """A visitor's lead became a customer."""
    lead = Lead.objects.select_related("party", "contact").get(pk=telling.on.id)
    by = Person.objects.filter(pk=telling.by_id or 0).first()
    if by is not None:
        follow_lead(by=by, lead=lead)


def react() -> None:
    """Listen."""
    react_to(PartiesMerged, when_merged)
    react_to(LeadConverted, when_converted)
