"""What stands in a box that stands for many."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tongxin.directory.relations.queries.firm_map import Somebody


def words_of_people(some: Sequence[Somebody], department: str) -> tuple[str, str]:
    """Which department and how many; and how many of them nobody of ours ever met."""
    n, unmet = len(some), sum(not one.is_met for one in some)
    if department:
        text = ngettext("%(department)s: %(n)d person", "%(department)s: %(n)d people", n)
    else:
        text = ngettext("%(n)d more person", "%(n)d more people", n)
    sub = _("%(n)d never met") % {"n": unmet} if unmet else pgettext("people", "all met")
    return text % {"department": department, "n": n}, sub


def words_of_firms(n: int) -> str:
    """Firms of the same group."""
    return ngettext("%(n)d more firm", "%(n)d more firms", n) % {"n": n}


def words_of_links(label: str, n: int) -> str:
    """Other firms that are the same to the customer."""
    return ngettext("%(label)s: %(n)d firm", "%(label)s: %(n)d firms", n) % {"label": label, "n": n}
