"""What the process that reads ahead does: read, check and prepare rows, and send them to the one that writes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Final

from django.utils import translation

from tongxin.base.reading import Unreadable
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries.rows import chunks_of, open_bundle

_OBJECTS_BETWEEN_COLLECTIONS: Final = 50_000


@contextmanager
def rarer_collections() -> Iterator[None]:
    """Rows make many objects and no cycles: looking for cycles at every few hundred of them took a fifth of the writer's
    time and a tenth of the reader's."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _OBJECTS_BETWEEN_COLLECTIONS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def read(there: Connection, import_id: int, by_id: int, after: int, most: int | None, language: str) -> None:
    """What the reading process does; it begins in `reader.py`, and `chunks_ahead` receives what it sends."""
    of = Import.objects.select_related("started_by").get(pk=import_id)
    by = Person.objects.get(pk=by_id)
    try:
        with translation.override(language), rarer_collections():
            bundle = open_bundle(of, by)
            for chunk in chunks_of(bundle, after=after, most=most):
                for draft in chunk.drafts:
                    bundle.target.prepare(draft)
                # Only the name is ever shown with a refusal of the target; all values would cost more than the drafts.
                chunk.values = {row: {"name": values.get("name")} for row, values in chunk.values.items()}
                there.send(chunk)
            there.send(None)
    except Unreadable as error:
        there.send(error)
    except BrokenPipeError:
        return
