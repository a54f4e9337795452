"""How products carry fields of the firm."""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from tongxin.collab.search.actions import index_documents
from tongxin.directory.catalogue.models import Product

FACTS = ("code", "name", "variant", "english_name", "kind", "unit")


def changeable_products(person: Any, ids: Collection[int]) -> set[int]:  # Any: also takes Django's anonymous user
    """Those of these that the person may change, withdrawn ones too."""
    return set(Product.objects.changeable_by(person).filter(pk__in=list(ids)).values_list("pk", flat=True))


def product_facts(one: Product) -> dict[str, Any]:  # Any: column values
    """What rules and formulas may speak of."""
    return {name: getattr(one, name) for name in FACTS}


def touch_product(number: int) -> None:
    """Its own fields changed: who knew it before must look again, and it is found by its new words."""
    Product.objects.filter(pk=number).update(version=F("version") + 1)
    index_documents("product", [number])
