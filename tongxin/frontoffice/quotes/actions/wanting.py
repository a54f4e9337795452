"""A price that somebody wants, as it is typed: an amount, or a share of the list price."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.money import Money
from tongxin.directory.catalogue.actions import amount_of, percent_of


def wanted_price(typed: Any, currency: str, listed: Money | None) -> Money | None:  # Any: Money or text
    """A price as typed: an amount, or a share of the list price such as 92 % or 92折. Raises ValidationError."""
    text = str(typed if typed is not None else "").strip()
    if isinstance(typed, Money) or not text.endswith(("%", "％", "折")):
        return amount_of(typed, currency)
    if listed is None:
        raise ValidationError(_("There is no list price of which this would be a share. Write an amount."))
    share = percent_of(_share(text))
    if not 0 < share < 100:
        raise ValidationError(_("Write a share of the list price between 0 and 100, such as 92 %."))
    return listed.times(share / 100)


def _share(text: str) -> str:
    """The per cents: 92折 and 9.2折 both mean 92 %."""
    figure = text.rstrip("%％折").strip()
    if not text.endswith("折") or not figure.replace(".", "", 1).isdigit():
        return figure
    share = Decimal(figure)
    return str(share * 10 if share < 10 else share)
