"""How what happened in the catalogue reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.money import said_money
from tongxin.base.registries import Sentence, sentences
from tongxin.directory.catalogue.models import Product

Told = Mapping[str, Any]  # Any: JSON particulars


def _changed(told: Told, record: Any) -> str:  # Any: the product, or None
    names = [str(Product._meta.get_field(name).verbose_name) for name in told["fields"]]  # type: ignore[union-attr]  # a column
    return _("changed %(fields)s of %(title)s") % {"fields": ", ".join(names), "title": told["title"]}


def _list_saved(told: Told, record: Any) -> str:  # Any: as above
    return (_("retired the price list %(title)s") if told["is_retired"] else _("saved the price list %(title)s")) % told


def _set(told: Told, record: Any) -> str:  # Any: as above
    if not told["amount"]:
        return _("took %(product)s out of the price list %(title)s") % told
    words = {**told, "money": said_money(told["amount"])}
    return _("%(product)s costs %(money)s by the price list %(title)s") % words


def _agreed(told: Told, record: Any) -> str:  # Any: as above
    words = {**told, "money": said_money(told.get("agreed_price"))}
    if not words["money"]:
        return _("agreed a price for %(quantity)s of %(product)s until %(until)s") % words
    return _("agreed %(money)s for %(quantity)s of %(product)s until %(until)s") % words


def _agreed_changed(told: Told, record: Any) -> str:  # Any: as above
    if told["is_ended"]:
        return _("ended the agreed price of %(product)s") % told
    return _("the agreed price of %(product)s holds for %(quantity)s until %(until)s now") % told


def _rate(told: Told, record: Any) -> str:  # Any: as above
    if not told["rate"]:
        return _("took out the exchange rate of %(currency)s from %(from_on)s on") % told
    return _("%(currency)s is worth %(rate)s from %(from_on)s on") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, text in (
        ("price.agreed", _agreed),
        ("agreed_price.used", lambda told, record: _("ordered %(quantity)s of %(product)s at the agreed price, %(left)s left") % told),
        ("agreed_price.given_back", lambda told, record: _("%(quantity)s of %(product)s are free again at the agreed price") % told),
        ("agreed_price.changed", _agreed_changed),
    ):  # fmt: skip
        sentences.register(name, Sentence(text=text, icon="check", group="trade"))
    for name, text in (
        ("product.added", lambda told, record: _("added the product %(title)s") % told),
        ("product.changed", _changed),
        ("product.withdrawn", lambda told, record: _("withdrew the product %(title)s") % told),
        ("product.brought_back", lambda told, record: _("brought the product %(title)s back") % told),
        ("products.imported", lambda told, record: _("imported %(count)d products") % told),
        ("price_list.saved", _list_saved),
        ("price.set", _set),
        (
            "price_list.taken_out",
            lambda told, record: _("took the price list %(title)s out as a file (%(count)d prices)") % told,
        ),
        ("exchange_rate.set", _rate),
    ):
        sentences.register(name, Sentence(text=text, icon="edit", group="change"))
