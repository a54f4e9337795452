"""Why a price holds or was passed over, as data that read as a sentence in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

_WORDS = {
    "list": _("Price list “%(name)s”"),
    "band": _("from a quantity of %(least)s on"),
    "for_tier": _("for customers of tier %(tier)s"),
    "for_region": _("for the region %(region)s"),
    "for_channel": _("for this channel of sale"),
    "until": _("until %(day)s"),
    "agreed": _("Agreed with this customer, %(left)s left, until %(day)s"),
    "agreed_project": _("Agreed for the project “%(project)s”, %(left)s left, until %(day)s"),
    "parts": _("Sum of what the bundle holds"),
    "rate": _("at the exchange rate 1 %(currency)s = %(rate)s %(own)s"),
    "withdrawn": _("This product is withdrawn."),
    "not_sold": _("This product isn't sold to customers of this kind."),
    "no_price": _("No price list holds a price for it. Ask for one, or type a price."),
    "no_part_price": _("“%(name)s” in this bundle has no price."),
    "currency": _("%(name)s: in %(currency)s"),
    "early": _("%(name)s: holds only from %(day)s"),
    "late": _("%(name)s: ended on %(day)s"),
    "tier": _("%(name)s: for tier %(tier)s only"),
    "region": _("%(name)s: for the region %(region)s only"),
    "channel": _("%(name)s: for another channel of sale"),
    "absent": _("%(name)s: without this product"),
    "too_few": _("%(name)s: only from a quantity of %(least)s on"),
    "wider": _("%(name)s: holds too, but is less particular"),
    "agreed_currency": _("Agreed price in %(currency)s: another currency"),
    "agreed_early": _("Agreed price: holds only from %(day)s"),
    "agreed_late": _("Agreed price: ended on %(day)s. Ask to extend it."),
    "agreed_other": _("Agreed price: only for the project “%(project)s”"),
    "agreed_used_up": _("Agreed price: used up. Ask to extend it."),
    "agreed_short": _("Agreed price: only %(left)s left. Ask to extend it."),
    "agreed_dearer": _("Agreed price: the price list is lower now"),
    "agreed_wider": _("Agreed price: another one suits better"),
}


@dataclass(frozen=True)
class Reason:
    """One step of finding a price. As text it is a sentence in the reader's language; `as_json` can be kept and read again."""

    code: str
    told: Mapping[str, Any] = field(default_factory=dict)  # Any: words and figures, as text

    def __str__(self) -> str:
        return str(_WORDS[self.code]) % self.told

    def as_json(self) -> list[Any]:  # Any: JSON
        """To be kept beside the price that was given."""
        return [self.code, dict(self.told)]

    @classmethod
    def from_json(cls, kept: list[Any]) -> "Reason":  # Any: JSON
        """As it was kept."""
        return cls(kept[0], kept[1])


def figure(value: Any) -> str:  # Any: a Decimal
    """A quantity without idle zeros."""
    return f"{value.normalize():f}"
