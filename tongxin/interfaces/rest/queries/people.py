"""Colleagues, and on whose behalf a token acts."""

from django.http import Http404

from tongxin.collab.access.models import reach_of
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.models import Person, Token
from tongxin.interfaces.rest.queries.lists import Asked, Orders, order_of, page
from tongxin.interfaces.rest.queries.values import Json, instant, ref

ORDERS: Orders = {"name": ("sort_key", "id"), "id": ("id",)}


def list_people(asked: Asked) -> Json:
    """One page of those who work here."""
    rows = Person.objects.active()
    order = order_of(asked.sort, ORDERS, ())
    return page(
        rows, ("id", "name"), asked, order=order, show=lambda found: [ref(one.id, one.name) or {} for one in found]
    )


def one_colleague(person_id: int) -> Json:
    """One who works here. Raises Http404."""
    name = Person.objects.active().filter(pk=person_id).values_list("name", flat=True).first()
    if name is None:
        raise Http404
    return {"id": person_id, "name": name}


def show_me(person: Person, token: Token) -> Json:
    """Who the token stands for, and what it may do."""
    company = the_company()
    reach = reach_of(person)
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "time_zone": person.time_zone,
        "units": [ref(unit.pk, unit.name) for unit in reach.units],
        "is_administrator": reach.is_administrator,
        "company": company and {"name": company.name, "currency": company.currency, "time_zone": company.time_zone},
        "token": {"name": token.name, "scopes": token.scopes, "expires_at": instant(token.expires_at)},
    }
