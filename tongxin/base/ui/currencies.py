"""Choosing a currency: those often met stand first, all others behind them; whatever else means one is understood too."""

from typing import Any

from babel.numbers import get_currency_name
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import EXPONENTS, InvalidMoney, currency_of

COMMON = ("CNY", "HKD", "TWD", "MOP", "USD", "EUR", "GBP", "JPY", "KRW", "SGD", "AUD", "CAD", "CHF", "INR", "VND")


def named_currencies(codes: tuple[str, ...] = COMMON) -> list[tuple[str, str]]:
    """Money to count in, named in the language in use."""
    locale = "en" if get_language() == "en" else "zh_Hans"
    return [(code, f"{get_currency_name(code, locale=locale)} · {code}") for code in codes]


def _all_currencies() -> list[tuple[Any, Any]]:  # Any: a group's name and its choices
    others = tuple(sorted(set(EXPONENTS) - set(COMMON)))
    return [(_("Often used"), named_currencies()), (_("Other currencies"), named_currencies(others))]


class CurrencyField(forms.ChoiceField):
    """One currency. `usd`, 美元 and € are understood where they are sent."""

    def __init__(self, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(choices=_all_currencies, **{"label": _("Currency"), **kwargs})

    def to_python(self, value: Any) -> str:  # Any: as sent
        """Its code. Raises ValidationError with what may be written."""
        text = super().to_python(value).strip()
        try:
            return currency_of(text) if text else ""
        except InvalidMoney as error:
            raise forms.ValidationError(str(error)) from error
