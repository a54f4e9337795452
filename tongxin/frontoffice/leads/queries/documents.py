"""What a lead can be found by, and how it is shown when found."""

from collections.abc import Collection, Iterator
from typing import Any

from tongxin.base.registries import Document, Hit
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.leads.queries.likes import phones_of
from tongxin.frontoffice.leads.queries.sight import hidden_of_leads


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """By company, person and numbers."""
    for one in Lead.objects.filter(pk__in=list(ids)):
        names = tuple(part for part in (one.company, one.name) if part)
        yield Document(id=one.pk, names=names, codes=tuple(code for code in (one.phone, *phones_of(one.phone)) if code))


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found ones are shown to this person; what the person may not see is absent."""
    with_owner = "owner" not in hidden_of_leads(person)
    rows = Lead.objects.visible_to(person).filter(pk__in=list(ids)).select_related("owner")
    return {
        one.pk: Hit(
            kind="lead", id=one.pk, title=one.called, url=one.get_absolute_url(),
            detail=" · ".join(part for part in (str(one.get_state_display()), one.owner.name if one.owner and with_owner else "") if part),
        )
        for one in rows
    }  # fmt: skip
