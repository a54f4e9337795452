"""What the numbers of a list add up to, within what the reader may see."""

from collections.abc import Mapping, Sequence

from django.db.models import Sum
from django.utils.translation import get_language

from tongxin.base.money import Money, format_money
from tongxin.base.registries import ListColumn
from tongxin.collab.views.queries.kinds import Column, Rows
from tongxin.collab.views.queries.lanes import counted

# So many rows are added up while somebody waits for a page.
MOST = 10_000
Columns = tuple[Sequence[Column], Sequence[ListColumn]]


def has_totals(columns: Columns) -> bool:
    """Whether some column adds up to something."""
    return any(one.adds for one in columns[0]) or any(one.adds for one in columns[1])


def totals_of(rows: Rows, columns: Columns, *, short: bool = False) -> Mapping[str, str] | None:
    """The totals by key of the column, `short` as lanes say them; None where there are too many rows."""
    if not has_totals(columns):
        return {}
    if counted(rows, MOST) > MOST:
        return None
    # Orders and columns to load are of no use here, and a condition by which pages are led would be asked of each row.
    bare = rows.order_by().select_related(None).prefetch_related(None)
    own = {one.key: _added(bare, one, short=short) for one in columns[0] if one.adds}
    others = {one.key: one.adds(bare.values("pk")) for one in columns[1] if one.adds is not None}
    return {key: text for key, text in {**own, **others}.items() if text}


def _added(rows: Rows, column: Column, *, short: bool) -> str:
    """Each currency for itself: sums of different money mean nothing."""
    if not column.currency:
        total = rows.aggregate(total=Sum(column.adds))["total"]
        return f"{total:,}" if total is not None else ""
    filled = rows.filter(**{f"{column.adds}__isnull": False}).exclude(**{column.currency: ""})
    sums = filled.values_list(column.currency).annotate(total=Sum(column.adds)).order_by(column.currency)
    return " + ".join(
        format_money(Money(int(total), code), get_language() or "", compact=short)
        for code, total in sums
        if total is not None
    )
