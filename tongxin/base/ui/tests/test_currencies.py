"""A currency is chosen from a list, and understood as people and programs write it."""

import pytest
from django import forms
from django.utils.translation import override

from tongxin.base.money import EXPONENTS
from tongxin.base.ui.currencies import CurrencyField


@pytest.mark.parametrize(
    ("sent", "code"), [("CNY", "CNY"), ("usd", "USD"), (" Eur ", "EUR"), ("美元", "USD"), ("€", "EUR"), ("", "")]
)
def test_what_means_a_currency_is_understood(sent: str, code: str) -> None:
    assert CurrencyField(required=False).clean(sent) == code


@pytest.mark.parametrize("sent", ["XYZ", "人民", "CNY USD", "0"])
def test_anything_else_is_refused_with_what_may_be_written(sent: str) -> None:
    with override("en"), pytest.raises(forms.ValidationError, match="CNY, USD or EUR"):
        CurrencyField().clean(sent)


def test_all_are_offered_and_those_often_met_first() -> None:
    (_often, first), (_others, rest) = CurrencyField().choices
    assert [code for code, _name in first][:2] == ["CNY", "HKD"]
    assert {code for code, _name in [*first, *rest]} == set(EXPONENTS)
