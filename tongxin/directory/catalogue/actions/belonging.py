"""What belongs to a product: its family, further units, what a bundle holds, spare parts and substitutes."""

from collections.abc import Collection
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.checks import check_keeper, check_values, text_of
from tongxin.directory.catalogue.actions.products import kept
from tongxin.directory.catalogue.events import ProductChanged
from tongxin.directory.catalogue.models import BundlePart, Category, Product, ProductLink, ProductUnit
from tongxin.directory.catalogue.queries.prices import read_quantity


def _told(product: Product, by: Person, field: str) -> None:
    tell(ProductChanged(title=product.called, fields=[field]), by=by, on=Subject("product", product.pk))


@transaction.atomic
def save_category(*, by: Person, name: str, note: str = "", sold_to: Collection[str] = ()) -> Category:
    """Make a family of products, or change the one of this name. Raises MayNotKeepCatalogue, ValidationError."""
    check_keeper(by)
    values = {"note": text_of("note", note, 300), **check_values({"sold_to": sold_to}, "")}
    category, _new = Category.objects.update_or_create(name=text_of("name", name, 80), defaults=values)
    return category


@transaction.atomic
def say_unit(*, by: Person, product: Product, name: str, factor: Decimal | int | str) -> ProductUnit:
    """One `name` holds `factor` of the product's own units. Raises MayNotKeepCatalogue, ValidationError."""
    product = kept(by, product.pk)
    name = text_of("unit", name)
    if name == product.unit:
        raise ValidationError({"name": _("This is the product's own unit.")})
    found, _new = ProductUnit.objects.update_or_create(
        product=product, name=name, defaults={"factor": read_quantity(factor)}
    )
    _told(product, by, "unit")
    return found


@transaction.atomic
def put_into_bundle(*, by: Person, bundle: Product, part: Product, quantity: Decimal | int | str) -> BundlePart:
    """The bundle holds so many of the part. Raises MayNotKeepCatalogue, ValidationError."""
    bundle = kept(by, bundle.pk)
    if bundle.kind != Product.Kind.BUNDLE:
        raise ValidationError({"part": _("Only a bundle holds other products.")})
    if part.kind == Product.Kind.BUNDLE:
        raise ValidationError({"part": _("A bundle can't hold another bundle. Put in what that one holds.")})
    found, _new = BundlePart.objects.update_or_create(
        bundle=bundle, part=part, defaults={"quantity": read_quantity(quantity)}
    )
    _told(bundle, by, "kind")
    return found


@transaction.atomic
def link_products(*, by: Person, product: Product, other: Product, kind: str) -> ProductLink:
    """`other` is a spare part of the product, or can be sold in its place. Raises MayNotKeepCatalogue, ValidationError."""
    product = kept(by, product.pk)
    if other.pk == product.pk or kind not in ProductLink.Kind.values:
        raise ValidationError({"other": _("Choose another product.")})
    found, _new = ProductLink.objects.get_or_create(product=product, other=other, kind=kind)
    _told(product, by, "name")
    return found


@transaction.atomic
def unlink_products(*, by: Person, product: Product, other: Product, kind: str) -> None:
    """They don't belong together any more. Raises MayNotKeepCatalogue."""
    product = kept(by, product.pk)
    if ProductLink.objects.filter(product=product, other=other, kind=kind).delete()[0]:
        _told(product, by, "name")


@transaction.atomic
def drop_unit(*, by: Person, product: Product, name: str) -> None:
    """It isn't counted in this further unit any more; what is quoted stays. Raises MayNotKeepCatalogue."""
    product = kept(by, product.pk)
    if product.units.filter(name=name).delete()[0]:
        _told(product, by, "unit")


@transaction.atomic
def take_out_of_bundle(*, by: Person, bundle: Product, part: Product) -> None:
    """The bundle doesn't hold this any more. Raises MayNotKeepCatalogue."""
    bundle = kept(by, bundle.pk)
    if bundle.parts.filter(part=part).delete()[0]:
        _told(bundle, by, "kind")
