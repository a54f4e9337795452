"""What other currencies are worth."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.money import InvalidMoney, exponent
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.checks import check_keeper
from tongxin.directory.catalogue.events import ExchangeRateSet
from tongxin.directory.catalogue.models import ExchangeRate
from tongxin.directory.catalogue.queries.prices import figure, usual_currency

_MOST = Decimal(10**9)


@transaction.atomic
def set_rate(*, by: Person, currency: str, rate: Decimal | str, from_on: date) -> ExchangeRate | None:
    """From this day on one unit of `currency` is worth `rate` of the firm's own; an empty rate takes the day out. What was quoted stays as it is.
    Raises MayNotKeepCatalogue, ValidationError."""
    check_keeper(by)
    currency = currency.strip().upper()
    try:
        exponent(currency)
    except InvalidMoney as error:
        raise ValidationError({"currency": str(error)}) from error
    if currency == usual_currency():
        raise ValidationError({"currency": _("This is the firm's own currency.")})
    rows = ExchangeRate.objects.filter(currency=currency, from_on=from_on)
    made = None
    if str(rate).strip():
        made, _new = ExchangeRate.objects.update_or_create(
            currency=currency, from_on=from_on, defaults={"rate": _worth(rate)}
        )
    else:
        rows.delete()
    told = ExchangeRateSet(currency=currency, rate=figure(made.rate) if made else "", from_on=from_on.isoformat())
    tell(told, by=by, on=Subject("company", 1))
    return made


def _worth(typed: Decimal | str) -> Decimal:
    try:
        rate = Decimal(str(typed).strip().replace(",", ""))
    except InvalidOperation as error:
        raise ValidationError({"rate": _("This is no exchange rate. Write a number such as 7.1234.")}) from error
    if not rate.is_finite() or not 0 < rate < _MOST or rate != round(rate, 8):
        raise ValidationError({"rate": _("An exchange rate is above zero, with at most eight decimals.")})
    return rate
