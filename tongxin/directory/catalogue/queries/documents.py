"""What a product can be found by, and how it is shown when found."""

from collections.abc import Collection, Iterator
from typing import Any

from tongxin.base.registries import Document, Hit
from tongxin.collab.fields.queries import own_fields, own_values_of, searched_text
from tongxin.directory.catalogue.models import Product


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """By its names, its code, and words in the firm's fields."""
    own = own_fields("product")
    customs = own_values_of("product", ids) if own else {}
    for one in Product.objects.filter(pk__in=list(ids)):
        yield document_of(one, searched_text(own, customs.get(one.pk, {})))


def document_of(one: Product, words: str = "") -> Document:
    """What this product is found by."""
    names = [one.called, *([one.english_name] if one.english_name else [])]
    return Document(id=one.pk, names=names, codes=(one.code,), text=words)


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found ones are shown to this person."""
    rows = Product.objects.visible_to(person).filter(pk__in=list(ids)).select_related("category")
    return {one.pk: _hit(one) for one in rows}


def _hit(one: Product) -> Hit:
    family = one.category.name if one.category else ""
    detail = " · ".join(part for part in (one.code, family) if part)
    return Hit(kind="product", id=one.pk, title=one.called, detail=detail, url=one.get_absolute_url())
