"""Quotes as JSON."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import seen_values_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.frontoffice.quotes.models import Quote, QuoteLine
from tongxin.interfaces.rest.queries.lines import lines_told
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, equal_to, narrowed, page
from tongxin.interfaces.rest.queries.opportunities import opportunities_named
from tongxin.interfaces.rest.queries.values import Json, amount, instant, ref

_PLAIN = ("id", "number", "revision", "title", "state", "project", "terms", "shows_discount", "answered_by")
_COLUMNS = (
    *_PLAIN, "party_id", "party__name", "owner_id", "owner__name", "valid_until", "gross", "net", "tax", "given_away", "currency",
    "sent_at", "answered_at", "created_at", "lock", "kind", "record",
)  # fmt: skip
CONDITIONS: Conditions = {name: equal_to(name) for name in ("state", "owner", "party", "number")}


def seen_quote(person: Person, number: int) -> Quote:
    """The quote, if the person may see it; else it does not exist."""
    found = Quote.objects.visible_to(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def list_quotes(person: Person, asked: Asked) -> Json:
    """One page of quotes, the newest first."""
    rows: QuerySet[Quote] = Quote.objects.visible_to(person)
    if not {"state", "number"} & set(asked.equal):
        rows = rows.exclude(state=Quote.State.REPLACED)
    rows = narrowed(rows, asked.equal, CONDITIONS, hidden_fields(person, "quote"))
    if asked.q.strip():
        rows = rows.filter(matching(person, "quote", asked.q))
    return page(rows, _COLUMNS, asked, order=("-id",), show=lambda found: _show_all(person, found))


def one_quote(person: Person, number: int) -> Json:
    """One quote. Raises Http404."""
    found = list(Quote.objects.visible_to(person).filter(pk=number).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(person, found)[0]


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    hidden, numbers = hidden_fields(person, "quote"), [row.id for row in rows]
    lines = lines_told(person, QuoteLine, "quote", numbers, _line)
    deals = opportunities_named(person, {row.record for row in rows if row.kind == "opportunity"})
    custom = seen_values_of(person, "quote", numbers)
    shown = (
        {
            **_show(row),
            "custom": custom[row.id],
            "lines": lines.get(row.id, []),
            "opportunity": deals.get(row.record) if row.kind == "opportunity" else None,
        }
        for row in rows
    )
    return [{name: value for name, value in one.items() if name not in hidden} for one in shown]


def _show(row: Any) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one["party"], one["owner"] = ref(row.party_id, row.party__name), ref(row.owner_id, row.owner__name)
    one["valid_until"] = row.valid_until.isoformat()
    one["total"] = amount(row.gross, row.currency)
    for name in ("net", "tax", "given_away"):
        one[name] = amount(getattr(row, name), row.currency)
    for name in ("sent_at", "answered_at", "created_at"):
        one[name] = instant(getattr(row, name))
    one["version"] = row.lock
    return one


def _line(line: QuoteLine) -> Json:
    return {"is_option": line.is_option, "needs_decision": line.needs_decision}
