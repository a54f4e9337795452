"""What a fact can be found by, and how it is shown when found."""

from collections.abc import Collection, Iterator
from typing import Any

from tongxin.base.registries import Document, Hit
from tongxin.directory.memory.models import Fact
from tongxin.directory.memory.queries.remembered import label_of


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """A fact is found by its words; a mere day has none."""
    for fact in Fact.objects.living().filter(pk__in=list(ids)).exclude(text=""):
        yield Document(id=fact.pk, text=fact.text)


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found facts are shown to this person; what the person may not see is absent."""
    rows = Fact.objects.visible_to(person).living().filter(pk__in=list(ids)).select_related("party")
    return {
        fact.pk: Hit(
            kind="fact",
            id=fact.pk,
            title=str(fact)[:80],
            detail=f"{fact.party.called} · {label_of(fact)}",
            url=fact.get_absolute_url(),
            face="",
        )
        for fact in rows
    }
