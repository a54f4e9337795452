"""What a contract can be found by, and how it is shown when found."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import get_language

from tongxin.base.money import format_money
from tongxin.base.registries import Document, Hit
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import own_fields, own_values_of, searched_text
from tongxin.frontoffice.contracts.models import Contract


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """By its title, its number, the customer's number, and words in the firm's fields."""
    own = own_fields("contract")
    customs = own_values_of("contract", ids) if own else {}
    rows = Contract.objects.filter(pk__in=list(ids)).values_list("pk", "number", "their_number", "title")
    for key, number, theirs, title in rows:
        words = searched_text(own, customs.get(key, {}))
        yield Document(id=key, names=(title,), codes=tuple(one for one in (number, theirs) if one), text=words)


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found ones are shown to this person; what the person may not see is absent."""
    hides = "gross" in hidden_fields(person, "contract")
    hits = {}
    for one in Contract.objects.visible_to(person).filter(pk__in=list(ids)).select_related("party"):
        amount = "" if hides else format_money(one.total, get_language() or "en", compact=True)
        shown = (one.party.called, amount, str(one.get_state_display()))
        detail = " · ".join(part for part in shown if part)
        hits[one.pk] = Hit(kind="contract", id=one.pk, title=one.called, detail=detail, url=one.get_absolute_url())
    return hits
