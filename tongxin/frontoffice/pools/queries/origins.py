"""Which moments days can be counted from now, and which wait for a room that keeps them.

Orders, contracts and opportunities stand below pools on this floor: when they exist, their queries are asked here.
"""

from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText
from tongxin.frontoffice.pools.models import Base

_WAITING: dict[str, LazyText] = {
    Base.ORDERED: _(
        "Orders aren't kept here yet, so nobody can count days from the last one. Choose another beginning."
    ),
    Base.CONTRACT: _(
        "Contracts aren't kept here yet, so nobody can count days from their end. Choose another beginning."
    ),
    Base.CLOSED: _(
        "Opportunities aren't kept here yet, so nobody can count days from their closing. Choose another beginning."
    ),
    "spares_opportunities": _(
        "Opportunities aren't kept here yet, so nobody could be spared for an open one. Leave this off."
    ),
    "spares_deals": _("Orders aren't kept here yet, so nobody would count as having a deal. Leave this off."),
    "counts_deals": _("Orders aren't kept here yet, so nobody would count as having a deal. Leave this on."),
}


def not_kept_yet(name: str) -> str:
    """Why this beginning or exception can't be used now; empty when it can."""
    return str(_WAITING.get(name, ""))


def bases_kept() -> list[str]:
    """Beginnings that can be chosen now."""
    return [base for base in Base.values if base not in _WAITING]
