"""Reading ahead: a process of its own reads, checks and prepares the rows of a large file while this one writes them.

Two cores then do what one did. At most two chunks wait between them, so memory stays flat; the reader ends when nobody listens.
While it starts, this process brings the first rows in alone.
"""

import os
from collections.abc import Generator, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final

from django.db import connection
from django.utils import translation

from tongxin.base.reading import Unreadable
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.queries.rows import Bundle, Chunk, chunks_of
from tongxin.interfaces.imports.reader import begin

# A second process takes a second or two to start; below this size it would only cost.
WORTH_IT: Final = 400_000
# About as many rows as one process brings in until the other one has started.
_HEAD: Final = 2_000


class ReaderLost(RuntimeError):
    """The reading process ended without a word; the run can be tried again from the last chunk."""


def chunks_ahead(bundle: Bundle, by: Person, *, after: int, most: int | None) -> Generator[Chunk, None, None]:
    """The chunks of `chunks_of`, prepared; read by another process where the file is large enough. Raises Unreadable."""
    is_small = bundle.of.size < WORTH_IT or (most is not None and most < 1000)
    # Inside a transaction another process does not see the import that it shall read.
    if is_small or connection.in_atomic_block or (os.cpu_count() or 1) < 2:
        yield from chunks_of(bundle, after=after, most=most)
        return
    head = after + _HEAD if most is None else after
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    language = translation.get_language() or "en"
    reader = context.Process(
        target=begin,
        args=(there, bundle.of.pk, by.pk, head, most, language),
        daemon=True,
        name="tongxin-import-reader",
    )
    reader.start()
    there.close()
    try:
        yield from chunks_of(bundle, after=after, until=head)
        yield from _received(here)
    finally:
        here.close()
        reader.terminate()
        reader.join()


def _received(here: Connection) -> Iterator[Chunk]:
    while True:
        try:
            told = here.recv()
        except EOFError as error:
            raise ReaderLost from error
        if told is None:
            return
        if isinstance(told, Unreadable):
            raise told
        yield told
