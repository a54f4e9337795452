"""The verbs about products and prices."""

from tongxin.directory.catalogue.actions.agreeing import (
    AgreementExceeded,
    MayNotAgree,
    agree_price,
    change_agreed,
    give_agreed_back,
    use_agreed,
)
from tongxin.directory.catalogue.actions.belonging import (
    drop_unit,
    link_products,
    put_into_bundle,
    save_category,
    say_unit,
    take_out_of_bundle,
    unlink_products,
)
from tongxin.directory.catalogue.actions.checks import FieldLocked, MayNotKeepCatalogue, amount_of, percent_of
from tongxin.directory.catalogue.actions.exchanging import set_rate
from tongxin.directory.catalogue.actions.price_lists import (
    retire_price_list,
    save_price_list,
    set_price,
    take_list_out,
)
from tongxin.directory.catalogue.actions.products import (
    add_product,
    bring_back_product,
    change_product,
    withdraw_product,
)

__all__ = [
    "AgreementExceeded",
    "FieldLocked",
    "MayNotAgree",
    "MayNotKeepCatalogue",
    "add_product",
    "agree_price",
    "amount_of",
    "bring_back_product",
    "change_agreed",
    "change_product",
    "drop_unit",
    "give_agreed_back",
    "link_products",
    "percent_of",
    "put_into_bundle",
    "retire_price_list",
    "save_category",
    "save_price_list",
    "say_unit",
    "set_price",
    "set_rate",
    "take_list_out",
    "take_out_of_bundle",
    "unlink_products",
    "use_agreed",
    "withdraw_product",
]
