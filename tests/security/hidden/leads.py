"""The lead in which values are hidden: it carries facts of customers, and hides them with theirs."""

from typing import Protocol

from tests.security.hidden.planting import FIRST, point_of, value_of
from tongxin.collab.search.actions import index_documents
from tongxin.frontoffice.leads.models import Lead, LeadSource


class Founded(Protocol):
    """What is needed of a firm."""

    ids: dict[str, int]
    numbers: dict[str, int | str]

    def taken(self, kind: str, key: str) -> str: ...


def plant_lead(firm: Founded) -> None:
    """As it was noted: nothing but the lead itself tells of it."""
    taken = {key: firm.taken("party", key) for key in ("phones", "emails", "city", "owner", "source")}
    number = int(firm.numbers["lead_id"])
    sources = LeadSource.objects.order_by("pk")
    Lead.objects.filter(pk=number).update(
        phone=point_of("phones", taken["phones"]),
        email=point_of("emails", taken["emails"]),
        city=value_of("city", taken["city"]),
        owner=firm.ids[f"person.{taken['owner']}"],
        source=sources[0 if taken["source"] == FIRST else 1],
    )
    index_documents("lead", [number])
