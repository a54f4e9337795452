"""A price that somebody wants, as it is typed: an amount, or a share of the list price."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.money import Money
from tongxin.directory.catalogue.actions import amount_of, percent_of
from tongxin.directory.catalogue.queries import share_left


def wanted_price(typed: Any, currency: str, listed: Money | None) -> Money | None:  # Any: Money or text
    """A price as typed: an amount, or a share of the list price such as 92 % or 92折. Raises ValidationError."""
    text = str(typed if typed is not None else "").strip()
    if isinstance(typed, Money) or not text.endswith(("%", "％", "折")):
        return amount_of(typed, currency)
    if listed is None:
        raise ValidationError(_("There is no list price of which this would be a share. Write an amount."))
    share = percent_of(share_left(text))
    if not 0 < share < 100:
        raise ValidationError(_("Write a share of the list price between 0 and 100, such as 92 %."))
    return listed.times(share / 100)
