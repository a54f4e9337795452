"""How quotes carry fields of the firm."""

from collections.abc import Collection
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from tongxin.collab.fields.actions import settle_values
from tongxin.collab.search.actions import index_documents
from tongxin.frontoffice.quotes.models import Quote

FACTS = ("number", "title", "state", "valid_until", "project")


def changeable_quotes(person: Any, ids: Collection[int]) -> set[int]:  # Any: also takes Django's anonymous user
    """Those of these that the person may change."""
    return set(Quote.objects.changeable_by(person).filter(pk__in=list(ids)).values_list("pk", flat=True))


def held(one: Quote) -> str:
    """Why nothing of it is changed any more; nothing of a draft."""
    return "" if one.is_draft else _("The customer has this quote already. Make a new version to change it.")


def quote_facts(one: Quote) -> dict[str, Any]:  # Any: column values
    """What rules and formulas may speak of."""
    return {name: getattr(one, name) for name in FACTS}


def settle_quote(one: Quote) -> None:
    """Its own facts changed: formulas are worked out anew."""
    settle_values(kind="quote", facts={one.pk: quote_facts(one)})


def touch_quote(number: int) -> None:
    """Its own fields changed: who knew it before must look again, and it is found by its new words."""
    Quote.objects.filter(pk=number).update(lock=F("lock") + 1)
    index_documents("quote", [number])
