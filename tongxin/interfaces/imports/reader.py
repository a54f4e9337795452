"""Where the process that reads ahead begins: before Django is set up there, so that it must be set up first."""

import importlib
import logging
from multiprocessing.connection import Connection

import django


def begin(there: Connection, import_id: int, by_id: int, after: int, most: int | None, language: str) -> None:
    """Set up, then read. What goes on is said by the process that writes."""
    logging.disable(logging.INFO)
    django.setup()
    apart = importlib.import_module("tongxin.interfaces.imports.queries.apart")
    apart.read(there, import_id, by_id, after, most, language)
