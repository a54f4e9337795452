"""Newest first, page by page: by an instant that is never empty, then by number."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from tongxin.base.paging import BadCursor

M = TypeVar("M", bound=Model)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def cursor_after(row: Model, column: str) -> str:
    """The place behind this row, as text for an address."""
    instant: datetime = getattr(row, column)
    return f"{(instant - _EPOCH) // _MICROSECOND}-{row.pk}"


def behind(cursor: str, column: str) -> Q:
    """The rows behind a place. Raises BadCursor. The range is said once more on its own: there the index is entered."""
    if not cursor:
        return Q()
    try:
        micro, _dash, number = cursor.rpartition("-")
        at, last = _EPOCH + int(micro) * _MICROSECOND, int(number)
    except (ValueError, OverflowError) as error:
        raise BadCursor(_("This page address is from another list. Begin again at the first page.")) from error
    return Q(**{f"{column}__lte": at}) & (Q(**{f"{column}__lt": at}) | Q(pk__lt=last))


def newest_page(rows: QuerySet[M], *, column: str, size: int, cursor: str = "") -> tuple[list[M], str | None]:
    """Some rows and the cursor of the next page, None at the end. Raises BadCursor."""
    found = list(rows.filter(behind(cursor, column)).order_by(f"-{column}", "-pk")[: size + 1])
    more = len(found) > size
    return found[:size], cursor_after(found[size - 1], column) if more else None
