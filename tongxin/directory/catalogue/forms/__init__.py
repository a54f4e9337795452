"""Checks what someone typed. Saving is the actions' work; their errors come back to the same fields."""

from tongxin.directory.catalogue.forms.keeping import AgreedForm, CategoryForm, ExtendForm, RateForm
from tongxin.directory.catalogue.forms.products import (
    FindPriceForm,
    PriceListForm,
    ProductForm,
    product_initial,
    variant_initial,
)

__all__ = [
    "AgreedForm",
    "CategoryForm",
    "ExtendForm",
    "FindPriceForm",
    "PriceListForm",
    "ProductForm",
    "RateForm",
    "product_initial",
    "variant_initial",
]
