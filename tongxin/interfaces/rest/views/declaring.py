"""What an operation answers, for the OpenAPI document.

Refusals have no schema here: all have the same one, which the document adds. A schema at each of a thousand places would cost its
making at the first request, though the gate writes them itself.
"""

from typing import Any

Answers = dict[int, Any]  # Any: schemas


def reads(schema: Any) -> Answers:  # Any: a schema
    """A list or a deed-free look."""
    return {200: schema, **_refusals(401, 403, 422)}


def reads_one(schema: Any) -> Answers:  # Any: as above
    """One record."""
    return {200: schema, **_refusals(401, 403, 404, 422)}


def makes(schema: Any) -> Answers:  # Any: as above
    """Something new."""
    return {201: schema, **_refusals(400, 401, 403, 404, 409, 412, 413, 422)}


def changes(schema: Any) -> Answers:  # Any: as above
    """A changed record; 204 without a schema."""
    done = {204: None} if schema is None else {200: schema}
    return {**done, **_refusals(400, 401, 403, 404, 409, 412, 413, 422, 428)}


def _refusals(*codes: int) -> Answers:
    return dict.fromkeys((*codes, 429))
