"""Working on a lead: taken, assigned, answered, dropped, taken up again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import Event, tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import cancel_step, finish_step
from tongxin.directory.activities.models import Kind
from tongxin.frontoffice.leads.actions.noting import plan_answer
from tongxin.frontoffice.leads.events import LeadAnswered, LeadAssigned, LeadDropped, LeadReopened, LeadTaken
from tongxin.frontoffice.leads.models import Lead, LeadNote
from tongxin.frontoffice.leads.policies import can_note_leads
from tongxin.frontoffice.leads.queries import hidden_of_leads

_LONGEST = 4000


class LeadGone(PermissionDenied):
    """The lead isn't there, or isn't the person's to change."""


class NotOpenLead(ValidationError):
    """It was converted or dropped."""


def own_lead(by: Person, number: int) -> Lead:
    """The lead, locked for the length of the transaction. Raises LeadGone."""
    rows = Lead.objects.changeable_by(by).filter(pk=number).select_related("owner", "source", "step__owner")
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise LeadGone(_("This lead isn't yours to change, or it isn't there any more."))
    return found


def open_lead(by: Person, number: int) -> Lead:
    """The same while it is open. Raises LeadGone, NotOpenLead."""
    found = own_lead(by, number)
    if not found.is_open:
        raise NotOpenLead(_("It is closed already: %(state)s.") % {"state": found.get_state_display()})
    return found


@transaction.atomic
def take_lead(*, by: Person, lead: Lead) -> Lead:
    """Take one that nobody has. Of two who take it at once, the second is told who has it. Raises LeadGone, NotOpenLead."""
    if not can_note_leads(by) or not Lead.objects.visible_to(by).filter(pk=lead.pk).exists():
        raise LeadGone(_("This lead isn't yours to change, or it isn't there any more."))
    found = Lead.objects.select_for_update(of=("self",)).select_related("owner").get(pk=lead.pk)
    if found.owner is not None:
        if "owner" in hidden_of_leads(by):
            raise NotOpenLead(_("Somebody has it already."))
        raise NotOpenLead(_("%(name)s has it already.") % {"name": found.owner.name})
    _give(by, found, by)
    _tell(by, found, LeadTaken(title=found.called))
    return found


@transaction.atomic
def assign_lead(*, by: Person, lead: Lead, owner: Person) -> Lead:
    """Give it to a colleague, with the promise. Raises LeadGone, NotOpenLead, ValidationError."""
    found = open_lead(by, lead.pk)
    if not owner.is_active:
        raise ValidationError({"owner": _("%(name)s no longer works here.") % {"name": owner.name}})
    if owner.pk == found.owner_id:
        return found
    _give(by, found, owner)
    _tell(by, found, LeadAssigned(title=found.called, owner=owner.name))
    return found


def _give(by: Person, lead: Lead, owner: Person) -> None:
    end_step(by, lead, done=False)
    lead.owner, lead.unit, lead.given_at, lead.step = owner, main_unit_of(owner), now(), None
    lead.version += 1
    lead.save()
    plan_answer(by, lead)


@transaction.atomic
def answer_lead(*, by: Person, lead: Lead, text: str, kind: str = Kind.CALL) -> Lead:
    """Write down what was said. The first time keeps the promise of an answer, or breaks it. Raises LeadGone, NotOpenLead, ValidationError."""
    found = open_lead(by, lead.pk)
    words = clean(text).strip()
    if not words:
        raise ValidationError({"text": _("Say in a word what happened.")})
    if len(words) > _LONGEST:
        raise ValidationError({"text": _("Too long: %(limit)d characters fit.") % {"limit": _LONGEST}})
    at = now()
    LeadNote.objects.create(lead=found, kind=kind, text=words, at=at, made_by=by)
    is_first = found.responded_at is None
    if is_first:
        found.responded_at = at
        end_step(by, found, done=True)
    found.state = Lead.State.WORKING
    found.version += 1
    found.save()
    _tell(by, found, LeadAnswered(title=found.called, in_time=at <= found.respond_by if is_first else None))
    return found


@transaction.atomic
def drop_lead(*, by: Person, lead: Lead, why: str) -> Lead:
    """Nothing will come of it, and why. Raises LeadGone, NotOpenLead, ValidationError."""
    found = open_lead(by, lead.pk)
    words = " ".join(clean(why).split())[:200]
    if not words:
        raise ValidationError({"why": _("Say why, so that the next one is known at once.")})
    end_step(by, found, done=False)
    found.state, found.why_dropped = Lead.State.DROPPED, words
    found.version += 1
    found.save()
    _tell(by, found, LeadDropped(title=found.called, why=words))
    return found


@transaction.atomic
def reopen_lead(*, by: Person, lead: Lead) -> Lead:
    """Take up again what was dropped. Raises LeadGone, ValidationError."""
    found = own_lead(by, lead.pk)
    if found.state != Lead.State.DROPPED:
        raise ValidationError(_("It is open already."))
    found.state = Lead.State.WORKING if found.responded_at else Lead.State.NEW
    found.why_dropped = ""
    found.version += 1
    found.save()
    plan_answer(by, found)
    _tell(by, found, LeadReopened(title=found.called))
    return found


def end_step(by: Person, lead: Lead, *, done: bool) -> None:
    """Tick off or cancel the call in the agenda. Where it is a colleague's, it ends in their name: the lead's own event tells who did it."""
    step = lead.step
    if step is None or not step.is_open:
        return
    who = by if by.pk in (step.owner_id, step.made_by_id) else step.owner
    if not who.is_active:
        return
    if done:
        finish_step(by=who, step=step)
    else:
        cancel_step(by=who, step=step)


def _tell(by: Person, lead: Lead, event: Event) -> None:
    tell(event, by=by, on=Subject("lead", lead.pk))
