"""The five ways of selling that a firm chooses from; it may choose several, and change its mind later."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.lazy import LazyText


class Pack(NamedTuple):
    """A way of selling: what it is called, how one works, and who works so."""

    key: str
    title: LazyText
    text: LazyText
    examples: LazyText

    @property
    def drawing(self) -> str:
        """The template that draws it."""
        return f"project/packs/_{self.key}.html"


PACKS = [
    Pack(
        "standard",
        pgettext_lazy("way of selling", "Standard products"),
        _("Fixed models, quick quotes, many orders. Watch repeat orders and stock."),
        _("Hardware, consumables, parts, wholesale"),
    ),
    Pack(
        "promotion",
        pgettext_lazy("way of selling", "Promotion"),
        _("Regional managers lead the field team: visits by route, news from the market."),
        _("Pharma, low-voltage electrics, building materials"),
    ),
    Pack(
        "complex",
        pgettext_lazy("way of selling", "Complex sales"),
        _("A deal takes months and many decide: solutions, special prices, contracts."),
        _("Machinery, valves, projects, software"),
    ),
    Pack(
        "membership",
        pgettext_lazy("way of selling", "Membership"),
        _("Many people, small orders: visits, points, levels, early signs of leaving."),
        _("Shops, clubs, education, chains"),
    ),
    Pack(
        "key_account",
        pgettext_lazy("way of selling", "Key accounts"),
        _("Few customers bring most of it; the whole firm turns around them."),
        _("Automotive supply, group purchasing, waterworks"),
    ),
]
KEYS = {pack.key for pack in PACKS}
