"""What an order can be found by, and how it is shown when found."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import get_language

from tongxin.base.money import format_money
from tongxin.base.registries import Document, Hit
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import own_fields, own_values_of, searched_text
from tongxin.frontoffice.orders.models import Order


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """By its number, the customer's number, its title, and words in the firm's fields."""
    own = own_fields("order")
    customs = own_values_of("order", ids) if own else {}
    rows = Order.objects.filter(pk__in=list(ids)).values_list("pk", "number", "their_number", "title")
    for number, code, theirs, title in rows:
        yield Document(
            id=number, names=(title,) if title else (code,), codes=tuple(one for one in (code, theirs) if one),
            text=searched_text(own, customs.get(number, {})),
        )  # fmt: skip


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found ones are shown to this person; what the person may not see is absent."""
    hidden = hidden_fields(person, "order")
    hits = {}
    for one in Order.objects.visible_to(person).filter(pk__in=list(ids)).select_related("party"):
        shown = (
            one.party.called,
            "" if "gross" in hidden else format_money(one.total, get_language() or "en", compact=True),
            str(one.get_state_display()),
        )
        detail = " · ".join(part for part in shown if part)
        hits[one.pk] = Hit(kind="order", id=one.pk, title=one.called, detail=detail, url=one.get_absolute_url())
    return hits
