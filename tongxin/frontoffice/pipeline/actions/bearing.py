"""How opportunities carry fields of the firm."""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from tongxin.collab.search.actions import index_documents
from tongxin.frontoffice.pipeline.models import Opportunity

FACTS = ("name", "state", "probability", "expected_on", "source", "product", "competitor", "external_id")


def changeable_opportunities(person: Any, ids: Collection[int]) -> set[int]:  # Any: also takes Django's anonymous user
    """Those of these that the person may change."""
    rows = Opportunity.objects.changeable_by(person).living()
    return set(rows.filter(pk__in=list(ids)).values_list("pk", flat=True))


def opportunity_facts(one: Opportunity) -> dict[str, Any]:  # Any: column values
    """What rules and formulas may speak of."""
    return {name: getattr(one, name) for name in FACTS}


def touch_opportunity(number: int) -> None:
    """Its own fields changed: who knew it before must look again, and it is found by its new words."""
    Opportunity.objects.filter(pk=number).update(version=F("version") + 1)
    index_documents("opportunity", [number])
