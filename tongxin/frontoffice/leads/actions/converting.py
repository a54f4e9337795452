"""From a lead to a customer, a contact and an opportunity, with nothing lost on the way."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.activities.models import Kind
from tongxin.directory.parties.actions import add_contact, bring_points, create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.leads.actions.working import end_step, open_lead
from tongxin.frontoffice.leads.events import LeadConverted
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity


@dataclass(frozen=True)
class Converted:
    """What became of a lead."""

    lead: Lead
    party: Party
    contact: Party | None
    opportunity: Opportunity | None


@transaction.atomic
def convert_lead(
    *, by: Person, lead: Lead, into: Party | None = None, opportunity: str = "", **facts: Any  # Any: as typed, for the opportunity
) -> Converted:  # fmt: skip
    """Make it a customer (or part of the customer `into`, which is known), a contact there, and an opportunity called `opportunity` (none when
    empty). Words and notes go to the customer's timeline. All or nothing: raises LeadGone, NotOpenLead, ValidationError and what the
    verbs of customers and opportunities raise."""
    found = open_lead(by, lead.pk)
    party = _customer(by, found) if into is None else _known(by, into)
    contact = _contact(by, found, party)
    _remember(by, found, party, contact)
    source = found.source.called if found.source else ""
    deal = (
        open_opportunity(by=by, name=opportunity, party=party, source=source, **facts) if opportunity.strip() else None
    )
    end_step(by, found, done=True)
    found.state, found.party, found.contact, found.opportunity = Lead.State.CONVERTED, party, contact, deal
    found.version += 1
    found.save()
    told = LeadConverted(title=found.called, party=party.name, opportunity=deal.name if deal else "")
    tell(told, by=by, on=Subject("lead", found.pk), customer=party.pk)
    return Converted(found, party, contact, deal)


def _points(lead: Lead) -> dict[str, list[str]]:
    return {kind: [getattr(lead, kind)] for kind in ("phone", "email", "wechat") if getattr(lead, kind)}


def _known(by: Person, into: Party) -> Party:
    party = Party.objects.visible_to(by).living().filter(pk=into.pk).first()
    if party is None:
        raise ValidationError({"into": _("This customer isn't there any more, or it isn't yours to see.")})
    return party


def _customer(by: Person, lead: Lead) -> Party:
    facts: dict[str, Any] = {"city": lead.city} if lead.city else {}  # Any: values as typed
    if lead.source:
        facts["source"] = lead.source.called
    if lead.company:
        return create_party(by=by, name=lead.company, is_asked=False, is_typed=False, **facts)
    return create_party(
        by=by, name=lead.name, kind=Party.Kind.PERSON, points=_points(lead), is_asked=False, is_typed=False, **facts
    )


def _contact(by: Person, lead: Lead, party: Party) -> Party | None:
    """The person at the customer; none where the customer is that person."""
    if not lead.name or party.kind == Party.Kind.PERSON:
        return None
    at_hand = party.contacts.filter(person__name=lead.name, person__deleted_at=None).select_related("person").first()
    if at_hand is not None:
        bring_points(by=by, party=at_hand.person, points=_points(lead))
        return at_hand.person
    place: dict[str, Any] = {"title": lead.title} if lead.title else {}  # Any: as above
    return add_contact(by=by, party=party, name=lead.name, points=_points(lead), is_typed=False, **place).person


def _remember(by: Person, lead: Lead, party: Party, contact: Party | None) -> None:
    """What was written and said goes to the timeline, at the times when it happened. Facts that can be hidden don't stand in words:
    numbers went to whom they belong to, and the lead keeps the rest."""
    people = [contact.pk] if contact else []
    words = " · ".join(part for part in (str(_("Lead")), lead.name, lead.company, lead.title) if part)
    text = "\n".join(part for part in (words, lead.about) if part)
    note_activity(by=by, party=party, kind=Kind.NOTE, text=text, people=people, at=lead.came_at)
    for note in lead.notes.order_by("at", "id").select_related("made_by"):
        who = f"{note.made_by.name}：" if note.made_by and note.made_by_id != by.pk else ""
        note_activity(by=by, party=party, kind=note.kind, text=f"{who}{note.text}", people=people, at=note.at)
