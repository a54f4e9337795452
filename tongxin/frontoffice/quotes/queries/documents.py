"""What a quote can be found by, and how it is shown when found."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import get_language

from tongxin.base.money import format_money
from tongxin.base.registries import Document, Hit
from tongxin.collab.fields.queries import own_fields, own_values_of, searched_text
from tongxin.frontoffice.quotes.models import Quote


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """By its title, its number, and words in the firm's fields."""
    own = own_fields("quote")
    customs = own_values_of("quote", ids) if own else {}
    for number, title, code in Quote.objects.filter(pk__in=list(ids)).values_list("pk", "title", "number"):
        yield Document(id=number, names=(title,), codes=(code,), text=searched_text(own, customs.get(number, {})))


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found ones are shown to this person; what the person may not see is absent."""
    rows = Quote.objects.visible_to(person).filter(pk__in=list(ids)).select_related("party")
    language = get_language() or "en"
    return {
        one.pk: Hit(
            kind="quote",
            id=one.pk,
            title=f"{one.called} {one.title}",
            detail=f"{one.party.called} · {format_money(one.total, language, compact=True)} · {one.get_state_display()}",
            url=one.get_absolute_url(),
        )
        for one in rows
    }
