"""What an opportunity can be found by, and how it is shown when found."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import get_language

from tongxin.base.money import format_money
from tongxin.base.registries import Document, Hit
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import own_fields, own_values_of, searched_text
from tongxin.frontoffice.pipeline.models import Opportunity


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """By its name, its number in the old system, and words in the firm's fields."""
    own = own_fields("opportunity")
    customs = own_values_of("opportunity", ids) if own else {}
    for number, name, code in (
        Opportunity.objects.living().filter(pk__in=list(ids)).values_list("pk", "name", "external_id")
    ):
        yield document_of(number, name, code, searched_text(own, customs.get(number, {})))


def document_of(number: int, name: str, code: str, own: str = "") -> Document:
    """What one with this name and number in the old system is found by; `own` are words of the firm's fields."""
    return Document(id=number, names=(name,), codes=(code,) if code else (), text=own)


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found ones are shown to this person; what the person may not see is absent."""
    rows = Opportunity.objects.visible_to(person).living().filter(pk__in=list(ids)).select_related("party", "stage")
    hidden = hidden_fields(person, "opportunity")
    hits = {}
    for one in rows:
        stage = one.stage.called if one.is_open else str(one.get_state_display())
        money = format_money(one.worth, get_language() or "en", compact=True) if one.worth else ""
        shown = (
            one.party.called if one.party and "party" not in hidden else "",
            "" if "amount" in hidden else money,
            "" if {"stage", "state"} & hidden else stage,
        )
        detail = " · ".join(part for part in shown if part)
        hits[one.pk] = Hit(kind="opportunity", id=one.pk, title=one.name, detail=detail, url=one.get_absolute_url())
    return hits
