"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import (
    Bearing,
    Criteria,
    DocumentSource,
    Place,
    SubjectKind,
    criteria,
    places,
    search_documents,
    subject_kinds,
)
from tongxin.collab.fields.queries import SearchedKeys, field_labels, loader, own_criteria
from tongxin.collab.views.queries import list_kinds
from tongxin.directory.catalogue.actions.bearing import FACTS, changeable_products, product_facts, touch_product
from tongxin.directory.catalogue.import_fields import register_target
from tongxin.directory.catalogue.lists import PRODUCTS
from tongxin.directory.catalogue.lists_agreed import AGREED
from tongxin.directory.catalogue.models import AgreedPrice, PriceList, Product
from tongxin.directory.catalogue.policies import can_keep_catalogue, can_see_products
from tongxin.directory.catalogue.queries.criteria import agreed_fields, agreed_orders, product_fields, product_orders
from tongxin.directory.catalogue.queries.documents import documents_of, hits_of
from tongxin.directory.catalogue.reactions import react
from tongxin.directory.catalogue.sentences import register_sentences
from tongxin.directory.catalogue.traces import register_traces

_FIELDS = {
    "cost": _("cost"),
    "floor": _("floor price"),
}
LABELS = {name: Product._meta.get_field(name).verbose_name for name in FACTS}  # type: ignore[union-attr]  # columns all


def _seen(person: Any, ids: Collection[int]) -> Mapping[int, Product]:  # Any: also takes Django's anonymous user
    return Product.objects.visible_to(person).in_bulk(list(ids))


def _lists_seen(person: Any, ids: Collection[int]) -> Mapping[int, PriceList]:  # Any: as above
    return PriceList.objects.visible_to(person).in_bulk(list(ids))


def _agreed_seen(person: Any, ids: Collection[int]) -> Mapping[int, AgreedPrice]:  # Any: as above
    return AgreedPrice.objects.visible_to(person).select_related("product", "party").in_bulk(list(ids))


def join() -> None:
    """Subjects, search, places, list, sentences, reactions."""
    register_traces()
    _describe_records()
    _register_places()
    listed = Criteria(subject="product", label=_("product"), fields=product_fields, orders=product_orders, order=10)
    criteria.register("catalogue", listed)
    criteria.register("product.own", own_criteria("product", loader("product")))
    list_kinds.register("product", PRODUCTS)
    label = _("agreed price")
    agreed = Criteria(subject="agreed_price", label=label, fields=agreed_fields, orders=agreed_orders, order=10)
    criteria.register("agreed", agreed)
    list_kinds.register("agreed_price", AGREED)
    register_sentences()
    register_target()
    react()


def _describe_records() -> None:
    product = SubjectKind(
        kind="product", label=_("product"), visible=_seen, title=lambda one: one.called, url=_address,
        fields=field_labels("product", {**LABELS, **_FIELDS}), always_seen=frozenset(LABELS),
        facts={name: "choice" if name == "kind" else "text" for name in FACTS},
        bearing=Bearing(changeable=changeable_products, facts=product_facts, rows=Product.objects.all, touch=touch_product),
    )  # fmt: skip
    subject_kinds.register("product", product)
    for kind, label, visible, title in (
        ("price_list", _("price list"), _lists_seen, lambda one: one.name),
        ("agreed_price", _("agreed price"), _agreed_seen, lambda one: f"{one.party.called} · {one.product.called}"),
    ):
        known = SubjectKind(
            kind=kind, label=label, visible=visible, title=title, url=_address, fields={}, is_scoped=False, hides_with="product"
        )  # fmt: skip
        subject_kinds.register(kind, known)
    found = DocumentSource(
        kind="product", shelf=11, label=_("Products"), icon="box", documents=documents_of,
        visible=lambda person: Product.objects.visible_to(person), hits=hits_of, order=30,
        stage_fields={"text": SearchedKeys("product")},
    )  # fmt: skip
    search_documents.register("product", found)


def _address(one: Any) -> str:  # Any: a record with a page
    return str(one.get_absolute_url())


def _register_places() -> None:
    for key, title, name, words, policy, shown in (
        ("products", _("Products"), "products", "产品 商品 products", can_see_products, True),
        ("price_lists", _("Price lists"), "price_lists", "价格表 价目 price lists", can_see_products, False),
        ("agreed_prices", _("Agreed prices"), "agreed_prices", "协议价 agreed prices", can_see_products, False),
        ("product_categories", _("Categories"), "product_categories", "产品分类 categories", can_keep_catalogue, False),
        ("exchange_rates", _("Exchange rates"), "exchange_rates", "汇率 exchange rates", can_keep_catalogue, False),
        ("new_product", _("New product"), "new_product", "新产品 new product", can_keep_catalogue, False),
    ):
        places.register(
            key,
            Place(
                title=title, icon="box", url_name=name, ring="together", order=8, in_menu=shown, words=words, allowed=policy
            ),
        )  # fmt: skip
