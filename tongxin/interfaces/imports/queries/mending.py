"""The rows in which something was left out, as a table to mend."""

from collections import defaultdict
from collections.abc import Iterator

from tongxin.base.reading import Card, Source, as_text
from tongxin.base.sheets import Marked
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries.columns import REASON_HEADING, ROW_HEADING, columns_of
from tongxin.interfaces.imports.queries.rows import source_of
from tongxin.interfaces.imports.values import CARD_COLUMNS, card_bits


def mending_rows(of: Import) -> tuple[list[str], Iterator[list[str]]]:
    """Headings and rows: what to mend and where it stood, then the columns of the file as they were. Raises Unreadable.

    When only single values were wrong the rest of the row is in already; dropped again, the mended row fills that record.
    """
    source = source_of(of)
    reasons: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row, column, reason in of.rejections.order_by("id").values_list("row", "column", "reason").iterator():
        reasons[row][column].append(reason)
    columns = list(CARD_COLUMNS) if source.chosen is None else [column.heading for column in columns_of(source)]
    return [str(REASON_HEADING), str(ROW_HEADING), *columns], _rows(source, columns, reasons)


def _rows(source: Source, columns: list[str], reasons: dict[int, dict[str, list[str]]]) -> Iterator[list[str]]:
    for number, cells in _cells(source, columns):
        wrong = reasons.get(number)
        if wrong is None:
            continue
        what = "\n".join(f"{column}: {reason}" for column, some in wrong.items() for reason in some)
        shown = [Marked(cell) if column in wrong else cell for column, cell in zip(columns, cells, strict=True)]
        yield [Marked(what), str(number), *shown]


def _cells(source: Source, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    if source.chosen is None:
        for card in source.cards():
            yield card.number, _card_cells(card, columns)
    else:
        for row in source.chosen.rows():
            yield row.number, [as_text(cell) for cell in row.cells]


def _card_cells(card: Card, columns: list[str]) -> list[str]:
    cells: dict[str, list[str]] = defaultdict(list)
    for part in card_bits(card):
        cells[part.column].append(as_text(part.cell))
    return ["；".join(filter(None, cells[column])) for column in columns]
