"""Special prices as JSON."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tongxin.base.money import InvalidMoney, Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.approvals.models import Approval
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.orders.policies import sees_given_away
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, equal_to, narrowed, page
from tongxin.interfaces.rest.queries.values import Json, amount, instant, ref

_COLUMNS = (
    "id", "party_id", "party__name", "line__quote_id", "asked_by_id", "asked_by__name", "asked_at", "currency", "state", "until_on",
)  # fmt: skip
CONDITIONS: Conditions = {name: equal_to(name) for name in ("state", "party")}


def seen_special_prices(person: Person) -> QuerySet[SpecialPrice]:
    """All that the person may see; of several products decided as one, the first."""
    return SpecialPrice.objects.visible_to(person).filter(leader=None)


def list_special_prices(person: Person, asked: Asked) -> Json:
    """One page of special prices, the newest first."""
    rows = narrowed(seen_special_prices(person), asked.equal, CONDITIONS, ())
    return page(rows, _COLUMNS, asked, order=("-id",), show=lambda found: _show_all(person, found))


def one_special_price(person: Person, number: int) -> Json:
    """One special price. Raises Http404."""
    found = list(seen_special_prices(person).filter(pk=number).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(person, found)[0]


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    numbers = [row.id for row in rows]
    with_names = "name" not in hidden_fields(person, "party")
    seen = Quote.objects.visible_to(person).filter(pk__in={row.line__quote_id for row in rows} - {None})
    quotes = {one.pk: one.called for one in seen}
    approvals = {
        one.subject_id: one
        for one in Approval.objects.visible_to(person)
        .filter(subject_kind="special_price", subject_id__in=numbers)
        .order_by("id")
    }
    lines = _lines(person, numbers)
    return [_show(row, with_names, quotes, approvals.get(row.id), lines[row.id]) for row in rows]


def _show(
    row: Any,  # Any: as above
    with_names: bool,
    quotes: dict[int, str],
    approval: Approval | None,
    lines: list[Json],
) -> Json:
    facts = approval.facts if approval else {}
    quote = row.line__quote_id
    return {
        "id": row.id,
        "quote": ref(quote, quotes[quote]) if quote in quotes else None,
        "party": ref(row.party_id, row.party__name if with_names else None),
        "lines": lines,
        **{name: str(facts.get(name) or "") for name in ("reason", "why", "competitor")},
        "competitor_price": _theirs(facts.get("their_price"), row.currency),
        "state": row.state,
        "approval": approval.pk if approval else None,
        "asked_by": ref(row.asked_by_id, row.asked_by__name),
        "asked_at": instant(row.asked_at),
        "until": row.until_on.isoformat(),
    }


def _theirs(said: Any, currency: str) -> Json | None:  # Any: a fact of the case
    try:
        money = Money.of(str(said), currency) if said else None
    except InvalidMoney:
        return None
    return amount(money.minor, currency) if money else None


def _lines(person: Person, leaders: Sequence[int]) -> dict[int, list[Json]]:
    """What is decided together, by the number of the first."""
    with_list, found = sees_given_away(person), defaultdict[int, list[Json]](list)
    rows = SpecialPrice.objects.filter(pk__in=leaders) | SpecialPrice.objects.filter(leader__in=leaders)
    for one in rows.select_related("product", "agreed").order_by("pk"):
        told: Json = {
            "product": ref(one.product_id, one.product.called),
            "quantity": figure(one.quantity),
            "unit": one.product.unit,
            "per": one.product.per,
            "price": amount(one.minor, one.currency),
            "left": figure(one.agreed.left) if one.agreed else None,
        }
        found[one.leader_id or one.pk].append(
            {**told, "list_price": amount(one.listed, one.currency)} if with_list else told
        )
    return found
