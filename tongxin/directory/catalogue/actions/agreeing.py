"""Agreed prices: made, used by orders, given back, extended and ended."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import Event, tell
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.checks import check_keeper
from tongxin.directory.catalogue.events import AgreedPriceChanged, AgreedPriceGivenBack, AgreedPriceUsed, PriceAgreed
from tongxin.directory.catalogue.models import AgreedPrice, AgreedUse, Product
from tongxin.directory.catalogue.models.agreed_price import PARTS
from tongxin.directory.catalogue.queries.prices import figure, read_quantity
from tongxin.directory.parties.models import Party


class MayNotAgree(PermissionDenied):
    """The person can't see this customer or its agreed prices, or they are gone."""


class AgreementExceeded(ValidationError):
    """So many of the product's units are `wanted`: more than the agreement leaves, or on a day on which it doesn't hold."""

    def __init__(self, text: str, *, agreed_id: int, wanted: Decimal) -> None:
        super().__init__({"quantity": text})
        self.agreed_id, self.wanted = agreed_id, wanted


def _tell(one: AgreedPrice, by: Person, event: Event) -> None:
    tell(event, by=by, on=Subject("party", one.party_id), customer=one.party_id)


@transaction.atomic
def agree_price(
    *,
    by: Person,
    party: Party,
    product: Product,
    price: Money,
    quantity: Decimal | int | str,
    until_on: date,
    from_on: date | None = None,
    project: str = "",
    source: Subject | None = None,
    is_decided: bool = False,
) -> AgreedPrice:
    """Agree a price of the product's `per` units for so many of its units. `is_decided`: an approval said so; otherwise it takes who keeps the
    catalogue. Raises MayNotKeepCatalogue, MayNotAgree, ValidationError."""
    if not is_decided:
        check_keeper(by)
        if not Party.objects.visible_to(by).living().filter(pk=party.pk).exists():
            raise MayNotAgree(_("This customer isn't there any more, or it isn't yours to see."))
    begin = from_on or timezone.localdate(now())
    if until_on < begin:
        raise ValidationError({"until_on": _("It would end before it begins.")})
    if price.minor < 0:
        raise ValidationError({"price": _("A price can't be below zero.")})
    one = AgreedPrice.objects.create(
        party=party, product=product, project=" ".join(project.split())[:120], minor=price.minor, currency=price.currency,
        from_on=begin, until_on=until_on, most=int(read_quantity(quantity) * PARTS), kind=source.kind if source else "",
        number=source.id if source else 0, agreed_by=by, agreed_at=now(),
    )  # fmt: skip
    told = PriceAgreed(
        product=product.called, agreed_price=str(price), quantity=figure(one.quantity), until=str(until_on), project=one.project
    )  # fmt: skip
    _tell(one, by, told)
    return one


@transaction.atomic
def use_agreed(
    *,
    by: Person,
    agreed: AgreedPrice,
    quantity: Decimal | int | str,
    line: Subject,
    on: date | None = None,
) -> AgreedUse:
    """An order line takes so many of the product's units at the agreed price. Nobody ever takes more than is left, however many come at once.
    Raises AgreementExceeded, ValidationError."""
    parts = int(read_quantity(quantity) * PARTS)
    day = on or timezone.localdate(now())
    # One statement that only holds where enough is left: two that come together can't both have the last one.
    standing = AgreedPrice.objects.filter(pk=agreed.pk, ended_at=None, from_on__lte=day, until_on__gte=day)
    if not standing.filter(used__lte=F("most") - parts).update(used=F("used") + parts):
        raise _exceeded(agreed.pk, day, Decimal(parts) / PARTS)
    try:
        use = AgreedUse.objects.create(
            agreed=agreed, kind=line.kind, number=line.id, parts=parts, used_by=by, used_at=now()
        )
    except IntegrityError as error:
        raise ValidationError(_("This order line has taken its agreed price already.")) from error
    one = AgreedPrice.objects.select_related("product").get(pk=agreed.pk)
    told = AgreedPriceUsed(product=one.product.called, quantity=figure(Decimal(parts) / PARTS), left=figure(one.left))
    _tell(one, by, told)
    return use


def _exceeded(number: int, day: date, wanted: Decimal) -> AgreementExceeded:
    one = AgreedPrice.objects.select_related("product").get(pk=number)
    told: dict[str, Any] = {
        "product": one.product.called,
        "left": figure(one.left),
        "wanted": figure(wanted),
    }  # Any: words
    if not one.holds_on(day):
        told["day"] = str(one.until_on)
        said = _("The agreed price of %(product)s doesn't hold on this day any more (until %(day)s). Ask to extend it.")
    else:
        said = _(
            "Only %(left)s of %(product)s are left at the agreed price, not %(wanted)s. Order less, or ask to extend it."
        )
    return AgreementExceeded(said % told, agreed_id=number, wanted=wanted)


@transaction.atomic
def give_agreed_back(*, by: Person, line: Subject) -> None:
    """An order line is cancelled: what it had taken is free again. Nothing happens where it had taken nothing."""
    use = AgreedUse.objects.select_for_update().filter(kind=line.kind, number=line.id, given_back_at=None).first()
    if use is None:
        return
    AgreedPrice.objects.filter(pk=use.agreed_id).update(used=F("used") - use.parts)
    use.given_back_at = now()
    use.save(update_fields=["given_back_at"])
    one = AgreedPrice.objects.select_related("product").get(pk=use.agreed_id)
    told = AgreedPriceGivenBack(product=one.product.called, quantity=figure(Decimal(use.parts) / PARTS))
    _tell(one, by, told)


@transaction.atomic
def change_agreed(
    *,
    by: Person,
    agreed: AgreedPrice,
    quantity: Decimal | int | str | None = None,
    until_on: date | None = None,
    is_ended: bool = False,
    is_decided: bool = False,
) -> AgreedPrice:
    """Extend an agreed price, or end it. `is_decided`: an approval said so. Raises MayNotAgree, ValidationError for a quantity below what is used."""
    rows = AgreedPrice.objects.all() if is_decided else AgreedPrice.objects.changeable_by(by)
    rows = rows.select_related("product").select_for_update(of=("self",))
    one = rows.filter(pk=agreed.pk).first()
    if one is None:
        raise MayNotAgree(_("This agreed price isn't yours to change, or it isn't there any more."))
    if quantity is not None:
        one.most = int(read_quantity(quantity) * PARTS)
        if one.most < one.used:
            raise ValidationError({"quantity": _("More than this has been ordered already.")})
    one.until_on = until_on or one.until_on
    if one.until_on < one.from_on:
        raise ValidationError({"until_on": _("It would end before it begins.")})
    one.ended_at = now() if is_ended else one.ended_at
    one.save(update_fields=["most", "until_on", "ended_at"])
    told = AgreedPriceChanged(
        product=one.product.called, quantity=figure(one.quantity), until=str(one.until_on), is_ended=is_ended
    )  # fmt: skip
    _tell(one, by, told)
    return one
