"""Which moments days can be counted from now, and which wait for a room that keeps them.

Orders and contracts stand below pools on this floor: when they exist, their queries are asked here.
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
}


def not_kept_yet(name: str) -> str:
    """Why this beginning can't be used now; empty when it can."""
    return str(_WAITING.get(name, ""))


def bases_kept() -> list[str]:
    """Beginnings that can be chosen now."""
    return [base for base in Base.values if base not in _WAITING]
