"""A new lead: whose is it, and until when do we answer?"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.activities.actions import plan_step
from tongxin.directory.activities.models import Kind
from tongxin.frontoffice.leads.events import LeadNoted
from tongxin.frontoffice.leads.models import AssignmentRule, Lead, LeadSource
from tongxin.frontoffice.leads.policies import can_note_leads
from tongxin.frontoffice.leads.queries.routing import Rule, next_in_turn, route_of

HOURS = 8
_LONGEST = {"name": 80, "company": 200, "title": 80, "phone": 40, "email": 254, "wechat": 80, "city": 80, "about": 4000}


class MayNotNoteLeads(PermissionDenied):
    """The person's roles add no leads."""


@transaction.atomic
def note_lead(*, by: Person, source: LeadSource | None = None, owner: Person | None = None, **facts: str) -> Lead:
    """Note somebody who shows interest: name or company is enough. Without an owner the rules of assignment find one, else it is whoever
    notes it. A call until the source's promise stands in the owner's agenda. Raises MayNotNoteLeads, ValidationError."""
    if not can_note_leads(by):
        raise MayNotNoteLeads(_("Your role may not add leads."))
    checked = check_facts(facts)
    if not checked.get("name") and not checked.get("company"):
        raise ValidationError({"name": _("Who is it? A name or a company is enough.")})
    owner, unit = _whose(by, owner, source, checked)
    at = now()
    lead = Lead(
        **checked, source=source, owner=owner, unit=unit, came_at=at, given_at=at if owner else None,
        respond_by=promised(at, source), created_by=by,
    )  # fmt: skip
    lead.save(force_insert=True)
    plan_answer(by, lead)
    index_documents("lead", [lead.pk])
    told = LeadNoted(title=lead.called, source=source.called if source else "", owner=owner.name if owner else "")
    tell(told, by=by, on=Subject("lead", lead.pk))
    return lead


def check_facts(facts: dict[str, str]) -> dict[str, Any]:  # Any: column values
    """What was typed, cleaned. Raises ValidationError."""
    if unknown := set(facts) - set(_LONGEST):
        raise ValidationError(_("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))})
    checked = {name: clean(value or "").strip() for name, value in facts.items()}
    for name, value in checked.items():
        if len(value) > _LONGEST[name]:
            raise ValidationError({name: _("Too long: %(limit)d characters fit.") % {"limit": _LONGEST[name]}})
    return checked


def promised(at: datetime, source: LeadSource | None) -> datetime:
    """Until when somebody answers: the source's working hours from now, by the calendar of office days."""
    calendar = WorkingCalendar()
    return calendar.add_working_minutes(timezone.localtime(at), (source.hours if source else HOURS) * 60)


def plan_answer(by: Person, lead: Lead) -> None:
    """The promise stands in the owner's agenda, which reminds of it; nothing while nobody has it or it was answered."""
    if lead.owner is None or lead.responded_at is not None:
        return
    text = _("First answer to %(who)s") % {"who": lead.called[:120]}
    step = plan_step(by=by, text=text, due=lead.respond_by, owner=lead.owner, kind=Kind.CALL)
    Lead.objects.filter(pk=lead.pk).update(step=step)
    lead.step = step


def _whose(
    by: Person, owner: Person | None, source: LeadSource | None, facts: dict[str, Any]
) -> tuple[Person | None, Unit | None]:  # Any: as above
    if owner is not None:
        if not owner.is_active:
            raise ValidationError({"owner": _("%(name)s no longer works here.") % {"name": owner.name}})
        return owner, main_unit_of(owner)
    rules = [
        Rule(rule.source_id, rule.cities, rule.words, rule.person_id, rule.unit_id)
        for rule in AssignmentRule.objects.order_by("place", "id")
    ]
    people = Person.objects.active().in_bulk([rule.person for rule in rules if rule.person])
    text = " ".join(facts.get(name, "") for name in ("about", "company", "title"))
    route = route_of(rules, source=source.pk if source else None, city=facts.get("city", ""), text=text, active=people)
    if route.person:
        return people[route.person], main_unit_of(people[route.person])
    if route.unit:
        unit = Unit.objects.get(pk=route.unit)
        return _in_turn(unit), unit
    return by, main_unit_of(by)


def _in_turn(unit: Unit) -> Person | None:
    """Whoever in the unit got a lead least lately and may have one; None leaves it to be taken."""
    posts = Post.objects.held().filter(unit=unit, person__in=Person.objects.active()).select_related("person")
    people = {post.person_id: post.person for post in posts if can_note_leads(post.person)}
    last = Lead.objects.filter(owner__in=people).order_by().values_list("owner_id").annotate(Max("given_at"))
    number = next_in_turn(sorted(people), {owner: at.isoformat() for owner, at in last if at})
    return people[number] if number else None
