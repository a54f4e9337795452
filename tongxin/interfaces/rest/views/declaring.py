"""What an operation answers, for the OpenAPI document."""

from typing import Any

from tongxin.interfaces.rest.forms.answers import Problem

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
    return dict.fromkeys((*codes, 429), Problem)
