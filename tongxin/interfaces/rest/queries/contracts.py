"""Contracts as JSON."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import seen_values_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.contracts.models import Contract, Milestone
from tongxin.frontoffice.contracts.policies import sees_amounts
from tongxin.frontoffice.contracts.queries import lines_of, milestones_of
from tongxin.frontoffice.contracts.queries.sources import standing_deal
from tongxin.frontoffice.orders.policies import sees_given_away
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.interfaces.rest.queries.lines import line_told
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.values import Json, amount, instant, ref

_PLAIN = ("id", "number", "title", "kind", "state", "their_number", "project", "copies", "revision", "version")
_DAYS = ("begins_on", "ends_on", "signed_on")
_COLUMNS = (
    *_PLAIN,
    *_DAYS,
    "party_id",
    "party__name",
    "owner_id",
    "owner__name",
    "unit_id",
    "unit__name",
    "gross",
    "currency",
    "created_at",
)
ORDERS: Orders = {"-id": ("-id",), "id": ("id",), "ends_on": ("ends_on", "id")}
CONDITIONS: Conditions = {name: equal_to(name) for name in ("state", "kind", "owner", "unit", "party", "number")}


def seen_contracts(person: Person) -> QuerySet[Contract]:
    """All that the person may see."""
    return Contract.objects.visible_to(person)


def seen_contract(person: Person, number: int) -> Contract:
    """The contract, if the person may see it; else it does not exist."""
    found = seen_contracts(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def list_contracts(person: Person, asked: Asked) -> Json:
    """One page of contracts, newest first."""
    rows = narrowed(seen_contracts(person), asked.equal, CONDITIONS, hidden_fields(person, "contract"))
    if asked.q.strip():
        rows = rows.filter(matching(person, "contract", asked.q))
    order = order_of(asked.sort or "-id", ORDERS, set())
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: _show_all(person, found))


def one_contract(person: Person, number: int) -> Json:
    """One contract with its lines and milestones. Raises Http404."""
    contract = seen_contract(person, number)
    row = seen_contracts(person).filter(pk=number).values_list(*_COLUMNS, named=True)[0]
    sees, with_list = sees_amounts(person), sees_given_away(person)
    return {
        **_show_all(person, [row])[0],
        **({"lines": [line_told(line, with_list=with_list) for line in lines_of(contract)]} if sees else {}),
        **_next_of(person, contract),
        "milestones": [_milestone(one, sees=sees) for one in milestones_of(contract)],
    }


def _next_of(person: Person, contract: Contract) -> Json:
    """What goes on from it, as far as the person may see that."""
    after = Contract.objects.visible_to(person).standing().filter(renews=contract).first()
    deal = standing_deal(contract)
    seen = deal and Opportunity.objects.visible_to(person).filter(pk=deal.pk).exists()
    return {
        "followed_by": ref(after.pk, after.number) if after else None,
        "renewal": ref(deal.pk, deal.name) if deal and seen else None,
    }


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    with_names = "name" not in hidden_fields(person, "party")
    sees = sees_amounts(person)
    custom = seen_values_of(person, "contract", [row.id for row in rows])
    return [{**_show(row, with_names=with_names, sees=sees), "custom": custom[row.id]} for row in rows]


def _show(row: Any, *, with_names: bool, sees: bool) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one |= {name: day.isoformat() if (day := getattr(row, name)) else None for name in _DAYS}
    one["party"] = ref(row.party_id, row.party__name if with_names else None)
    one["owner"], one["unit"] = ref(row.owner_id, row.owner__name), ref(row.unit_id, row.unit__name)
    if sees:
        one["amount"] = amount(row.gross, row.currency)
    one["created_at"] = instant(row.created_at)
    return one


def _milestone(one: Milestone, *, sees: bool) -> Json:
    shown: Json = {
        "id": one.pk,
        "name": one.name,
        "due_on": one.due_on.isoformat(),
        "share": figure(one.share) if one.share is not None else None,
        "done_on": one.done_on.isoformat() if one.done_on else None,
    }
    if sees:
        shown["amount"] = amount(one.worth.minor, one.worth.currency) if one.worth else None
    return shown
