"""Adding and changing products, withdrawing them and bringing them back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from tongxin.base.chinese.pinyin import sort_key
from tongxin.base.clock import now
from tongxin.base.conflicts import ChangedMeanwhile
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import begin_values, fill_record, parted, settle_values
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.catalogue.actions.bearing import product_facts
from tongxin.directory.catalogue.actions.checks import check_keeper, check_values
from tongxin.directory.catalogue.events import ProductAdded, ProductBroughtBack, ProductChanged, ProductWithdrawn
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.queries.prices import usual_currency

Values = Mapping[str, Any]  # Any: values as typed, or JSON
_FOUND_BY = {"code", "name", "english_name", "variant"}


def usual_tax(currency: str) -> Decimal:
    """The tax rate of goods where nobody said otherwise: 13 per cent in China (value added tax law, 2026), none elsewhere."""
    return Decimal(13) if currency == "CNY" else Decimal(0)


@transaction.atomic
def add_product(
    *, by: Person, code: str, name: str, unit: str = "", batch: str = "", custom: Values | None = None, **values: Any
) -> Product:  # Any: as typed
    """Add a product or service; `cost` and `floor` are Money or text, `custom` is None where nobody was asked for the firm's fields. A file
    (`batch`) brings these afterwards. Raises MayNotKeepCatalogue, FieldLocked, ValidationError."""
    check_keeper(by, values)
    currency = usual_currency()
    typed = {"code": code, "name": name, "unit": unit or _("piece"), "tax_rate": usual_tax(currency), **values}
    checked = check_values(typed, currency)
    _check_code(checked["code"])
    _check_variant(checked.get("variant_of"), checked.get("variant", ""))
    at = now()
    product = Product(currency=currency, created_by=by, created_at=at, updated_at=at, **checked)
    product.sort_key = sort_key(product.called)[:120]
    product.save(force_insert=True)
    if not batch:
        begin_values(by=by, kind="product", number=product.pk, facts=product_facts(product), given=custom)
    index_documents("product", [product.pk])
    tell(ProductAdded(title=product.called), by=by, on=Subject("product", product.pk), batch=batch)
    return product


def _check_code(code: str, but: int = 0) -> None:
    if Product.objects.filter(code=code).exclude(pk=but).exists():
        raise ValidationError({"code": _("Another product has this code already.")})


def _check_variant(of: Product | None, variant: str, one: Product | None = None) -> None:
    """One level: a variant has no variants of its own."""
    if of is None:
        return
    if of.pk == (one.pk if one else 0) or of.variant_of_id is not None or (one and one.variants.exists()):
        raise ValidationError(
            {"variant_of": _("Name the product itself, not one of its variants, nor one that has variants.")}
        )
    if not variant:
        raise ValidationError({"variant": _("Say what is different about it: a size, a colour, a material.")})


def kept(by: Person, number: int) -> Product:
    """The product, locked for the length of the transaction. Raises MayNotKeepCatalogue."""
    check_keeper(by)
    return Product.objects.select_for_update().get(pk=number)


@transaction.atomic
def change_product(
    *,
    by: Person,
    product: Product,
    was: Values | None = None,
    **values: Any,  # Any: as typed
) -> Product:
    """Change facts, and the firm's fields by their keys. `was` are the values the person saw: where one differs from now, ChangedMeanwhile is
    raised and nothing is written. Raises MayNotKeepCatalogue, FieldLocked, ValidationError."""
    values, added = parted(values)
    check_keeper(by, values)
    product = kept(by, product.pk)
    _set(by, product, was, values)
    if added:
        fill_record(by=by, kind="product", number=product.pk, given=added, was=was)
        product.refresh_from_db()
    return product


def _set(by: Person, product: Product, was: Values | None, values: Values) -> None:
    theirs = {
        name: told_value(product, name)
        for name, seen in (was or {}).items()
        if name in values and str(told_value(product, name) or "") != str(seen or "")
    }
    if theirs:
        raise ChangedMeanwhile(theirs)
    checked = check_values(values, product.currency)
    if "code" in checked:
        _check_code(checked["code"], product.pk)
    if checked.keys() & {"variant_of", "variant"}:
        _check_variant(checked.get("variant_of", product.variant_of), checked.get("variant", product.variant), product)
    before = {name: told_value(product, name) for name, value in checked.items() if getattr(product, name) != value}
    if not before:
        return
    for name in before:
        setattr(product, name, checked[name])
    product.sort_key = sort_key(product.called)[:120]
    product.version += 1
    product.updated_at = now()
    product.save()
    after = {name: told_value(product, name) for name in before}
    told = ProductChanged(title=product.called, fields=sorted(before), after=after)
    tell(told, by=by, on=Subject("product", product.pk), before=before)
    if _FOUND_BY & before.keys():
        index_documents("product", [product.pk])
    settle_values(kind="product", facts={product.pk: product_facts(product)})


def told_value(product: Product, name: str) -> Any:  # Any: a JSON value
    """A fact as the journal keeps it, and as it can be typed again."""
    value = getattr(product, name)
    if name in ("cost", "floor"):
        return None if value is None else str(Money(value, product.currency))
    if isinstance(value, Model):
        return value.pk
    return str(value) if isinstance(value, Decimal) else value


@transaction.atomic
def withdraw_product(*, by: Person, product: Product) -> None:
    """Sell it no more. What is quoted or ordered stays as it is. Raises MayNotKeepCatalogue."""
    product = kept(by, product.pk)
    if product.is_on_sale:
        _mark(product, withdrawn=True)
        tell(ProductWithdrawn(title=product.called), by=by, on=Subject("product", product.pk))


@transaction.atomic
def bring_back_product(*, by: Person, product: Product) -> None:
    """Sell it again. Raises MayNotKeepCatalogue."""
    product = kept(by, product.pk)
    if not product.is_on_sale:
        _mark(product, withdrawn=False)
        tell(ProductBroughtBack(title=product.called), by=by, on=Subject("product", product.pk))


def _mark(product: Product, *, withdrawn: bool) -> None:
    product.withdrawn_at = now() if withdrawn else None
    product.version += 1
    product.save(update_fields=["withdrawn_at", "version"])
