"""Leads as JSON."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tongxin.base.masks import masked
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.leads.models import Lead, LeadSource
from tongxin.frontoffice.leads.policies import can_see_leads
from tongxin.frontoffice.leads.queries import REACHED, hidden_of_leads, lead_fields, masks_of_leads
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.interfaces.rest.queries.filters import filtered
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.values import Json, cover, instant, ref, say_answered

_PLAIN = (
    "id", "name", "company", "title", "phone", "email", "wechat", "city", "about", "state", "why_dropped", "version",
)  # fmt: skip
_TIMES = ("came_at", "respond_by", "responded_at")
_COLUMNS = (*_PLAIN, *_TIMES, "source_id", "owner_id", "owner__name", "party_id", "contact_id", "opportunity_id")
ORDERS: Orders = {"-id": ("-id",), "id": ("id",), "respond_by": ("respond_by", "id"), "came_at": ("came_at", "id")}
CONDITIONS: Conditions = {name: equal_to(name) for name in ("state", "source", "owner")}


def seen_leads(person: Person) -> QuerySet[Lead]:
    """All that the person may see."""
    return Lead.objects.visible_to(person)


def seen_lead(person: Person, number: int) -> Lead:
    """The lead, if the person may see it; else it does not exist."""
    found = seen_leads(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def list_leads(person: Person, asked: Asked) -> Json:
    """One page of leads, newest first."""
    hidden = hidden_of_leads(person)
    rows = narrowed(seen_leads(person), asked.equal, CONDITIONS, hidden)
    rows = rows.filter(filtered(person, asked.filter, lead_fields(person) if asked.filter else (), hidden))
    if asked.q.strip():
        rows = rows.filter(matching(person, "lead", asked.q))
    order = order_of(asked.sort or "-id", ORDERS, hidden)
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: _show_all(person, found))


def one_lead(person: Person, number: int) -> Json:
    """One lead as JSON. Raises Http404."""
    return _one(person, seen_leads(person).filter(pk=number))


def made_lead(person: Person, number: int) -> Json:
    """What the person has just noted, even where the rules gave it to somebody whose leads they don't see."""
    return _one(person, Lead.objects.filter(pk=number, created_by=person))


def _one(person: Person, rows: QuerySet[Lead]) -> Json:
    found = list(rows.values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(person, found)[0]


def worked_lead(person: Person, number: int) -> Json:
    """What the person, who could change it, has just worked on, even where they gave it to somebody whose leads they don't see."""
    return _one(person, Lead.objects.filter(pk=number))


def list_sources(person: Person) -> Json:
    """Where leads come from; nothing for those to whom no leads are open."""
    rows = LeadSource.objects.in_use() if can_see_leads(person) else LeadSource.objects.none()
    return {"items": [{"id": one.pk, "name": one.called, "hours": one.hours} for one in rows], "next": None}


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    sources = {one.pk: one.called for one in LeadSource.objects.all()} if rows else {}
    became = {number for row in rows for number in (row.party_id, row.contact_id) if number}
    deals = {row.opportunity_id for row in rows if row.opportunity_id}
    parties = _names(Party.objects.visible_to(person).living(), became)
    opportunities = _names(Opportunity.objects.visible_to(person).living(), deals)
    shown = [_show(row, sources, parties, opportunities) for row in rows]
    hidden, masks = hidden_of_leads(person), masks_of_leads(person)
    for one in shown:
        told = {name: masked(fact, one[name]) for name, fact in masks.items()}
        cover(one, hidden, ())
        one |= told
    say_answered(person, "lead", [{**one, **{many: one.get(name) for name, many in REACHED.items()}} for one in shown])
    return shown


def _names(seen: QuerySet[Any], numbers: set[int]) -> dict[int, str]:  # Any: records with a name
    """Of those that the reader may see."""
    return dict(seen.filter(pk__in=numbers).order_by().values_list("pk", "name")) if numbers else {}


def _show(row: Any, sources: dict[int, str], parties: dict[int, str], deals: dict[int, str]) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN} | {name: instant(getattr(row, name)) for name in _TIMES}
    one["source"] = ref(row.source_id, sources.get(row.source_id))
    one["owner"] = ref(row.owner_id, row.owner__name)
    for name, known in (("party", parties), ("contact", parties), ("opportunity", deals)):
        number = getattr(row, f"{name}_id")
        one[name] = ref(number, known[number]) if number in known else None
    return one
