"""What a quote's page shows beside the quote: prices that somebody decides at this moment, and where it came from."""

from typing import Any, NamedTuple

from tongxin.base.subjects import Subject
from tongxin.collab.approvals.queries.subjects import seen_record
from tongxin.frontoffice.quotes.models import Quote, QuoteLine, SpecialPrice


class Source(NamedTuple):
    """The record that was quoted: its title and its page."""

    title: str
    url: str


class ShownLine(NamedTuple):
    """A line, and the special price asked for it that is not decided yet."""

    line: QuoteLine
    asked: SpecialPrice | None


def shown_lines(quote: Quote) -> list[ShownLine]:
    """The lines in their order."""
    rows = SpecialPrice.objects.filter(line__quote=quote, state=SpecialPrice.State.ASKED).select_related("leader")
    asked = {one.line_id: one.leader or one for one in rows}
    return [ShownLine(line, asked.get(line.pk)) for line in quote.lines.select_related("product")]


def source_of(person: Any, quote: Quote) -> Source | None:  # Any: person of the doors
    """The opportunity it was made of, or whatever else a room above quoted, if this person sees that."""
    seen = seen_record(person, Subject(quote.kind, quote.record)) if quote.kind else None
    return Source(str(seen[0].title(seen[1])), seen[0].url(seen[1])) if seen else None
