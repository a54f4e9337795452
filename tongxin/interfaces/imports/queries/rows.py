"""The rows of an import as drafts, a chunk at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.dates import day_order
from tongxin.base.reading import Column, Source, open_source
from tongxin.base.registries import ImportField, ImportTarget, RowRefused, import_targets
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.models import Import, Rejection
from tongxin.interfaces.imports.queries.columns import columns_of, fields_of, heading_of
from tongxin.interfaces.imports.queries.keeping import kept_path
from tongxin.interfaces.imports.recognising.matching import heading_fit
from tongxin.interfaces.imports.values import Colleague, Colleagues, Plan, Reading, Setting, card_bits, compile_plan
from tongxin.interfaces.imports.values.readers import Surroundings
from tongxin.interfaces.imports.values.regions import region_written_in

CHUNK: Final = 1000


@dataclass
class Bundle:
    """An import with its open file and the way its rows are read."""

    of: Import
    source: Source
    target: ImportTarget
    plan: Plan
    colleagues: Colleagues

    def readings(self, after: int = 0) -> Iterator[tuple[int, Reading]]:
        """Row numbers and values, from the row behind number `after`. Raises Unreadable where a file breaks off."""
        if self.source.chosen is not None:
            for row in self.source.chosen.rows(after=after):
                yield row.number, self.plan.read(row.cells)
        else:
            for card in self.source.cards():
                if card.number > after:
                    yield card.number, self.plan.read_parts(card_bits(card))


@dataclass
class Chunk:
    """Some rows that follow one another: drafts, what was wrong, and the number of the last row."""

    drafts: list[Any] = field(default_factory=list)  # Any: the target's own draft
    rejections: list[Rejection] = field(default_factory=list)
    values: dict[int, dict[str, Any]] = field(default_factory=dict)  # Any: values by field key
    last: int = 0
    count: int = 0

    @property
    def refused(self) -> int:
        """Rows that stay out."""
        return sum(rejection.is_row for rejection in self.rejections)


def source_of(of: Import) -> Source:
    """The file of an import, opened as it was decided. Raises Unreadable."""
    return open_source(
        kept_path(of.sha256), of.name, of.encoding or None, of.separator or None, of.header_row, of.sheet or None
    )


def colleagues_for(of: Import) -> Colleagues:
    """The firm's people, with what was answered about short forms."""
    people = [Colleague(*values) for values in Person.objects.active().by_name().values_list("id", "name", "email")]
    return Colleagues(people, of.choices.get("people"))


def open_bundle(of: Import, person: Person) -> Bundle:
    """Everything needed to read the rows of an import for `person`. Raises Unreadable."""
    source = source_of(of)
    target = import_targets.get(of.target)
    colleagues = colleagues_for(of)
    fields = {one.key: one for one in fields_of(target, person)}
    today, region = timezone.localdate(now()), region_written_in(of.encoding)
    columns = {column.heading: column for column in columns_of(source)}
    settings = [
        Setting(
            column.index,
            column.heading,
            fields[entry["field"]],
            Surroundings(today, colleagues, _order(of, column, fields[entry["field"]]), region),
            _prefix(column, fields[entry["field"]]),
        )
        for entry in of.mapping
        if entry["field"] in fields and (column := columns.get(entry["column"])) is not None
    ]
    return Bundle(
        of, source, target, compile_plan(settings, fields.values(), Surroundings(today, colleagues)), colleagues
    )


def _order(of: Import, column: Column, described: ImportField) -> Any:  # Any: an order of year, month and day, or None
    if described.kind != "date":
        return None
    return of.choices.get("orders", {}).get(column.heading) or day_order(column.samples)


def _prefix(column: Column, described: ImportField) -> str:
    """In a note for which the file has its own column, the heading says what the value is."""
    if described.kind != "long" or heading_fit(column.heading, described.key, (str(described.label),)) >= 0.6:
        return ""
    return _("%(heading)s: ") % {"heading": column.heading}


def chunks_of(
    bundle: Bundle, *, after: int = 0, until: int | None = None, most: int | None = None, size: int = CHUNK
) -> Iterator[Chunk]:
    """The rows behind number `after` up to number `until`, `most` of them at most. Raises Unreadable where a file breaks off."""
    rows: Iterator[tuple[int, Reading]] = islice(bundle.readings(after), most)
    if until is not None:
        rows = takewhile(lambda row: row[0] <= until, rows)
    while True:
        chunk = Chunk()
        for number, reading in islice(rows, size):
            _take(bundle, chunk, number, reading)
        if not chunk.count:
            return
        yield chunk


def _take(bundle: Bundle, chunk: Chunk, number: int, reading: Reading) -> None:
    chunk.last = number
    chunk.count += 1
    refusal = None
    if not reading.refused:
        try:
            chunk.drafts.append(bundle.target.draft(reading.values, number))
            chunk.values[number] = reading.values
        except RowRefused as error:
            refusal = error
    for at, wrong in enumerate(reading.wrong):
        is_row = at == 0 and (reading.refused or refusal is not None)
        chunk.rejections.append(Rejection(of_id=bundle.of.pk, row=number, is_row=is_row, **wrong._asdict()))
    if refusal is not None and not reading.wrong:
        heading = heading_of(bundle.of, refusal.field)
        chunk.rejections.append(
            Rejection(
                of_id=bundle.of.pk,
                row=number,
                column=heading,
                field=refusal.field,
                reason=str(refusal)[:500],
                is_row=True,
            )
        )
