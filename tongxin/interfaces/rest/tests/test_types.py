"""A value of a body is of its type or refused: nothing is guessed from another one."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.commands.terminal import ROOT
from tongxin.base.web.routes import routes
from tongxin.interfaces.rest.forms.parties import TimelineAsked
from tongxin.interfaces.rest.forms.values import Body, Day, Instant

ODD = ("1", "true", "yes", 1.0, 1, True, "86400", 86400)
# Exact numbers come as JSON numbers or as text, so that no program has to round.
EXACT = {"quantity", "discount", "tax_rate", "least"}


def bodies(of: type[Body] = Body) -> Iterator[type[Body]]:
    """All that any room takes."""
    for one in of.__subclasses__():
        yield one
        yield from bodies(one)


def taken(body: type[Body], name: str, value: Any) -> Any:  # Any: what the field makes of it
    """The value as the body holds it; the same where it is refused."""
    try:
        return getattr(body.__pydantic_validator__.validate_assignment(body.model_construct(), name, value), name)
    except ValidationError:
        return value


def test_nothing_is_made_into_another_type() -> None:
    assert list(routes()), "all rooms of the interface are read"
    of_addresses = TimelineAsked  # they hold text alone
    fields = [(body, name) for body in bodies() if body is not of_addresses for name in body.model_fields]
    assert len(fields) > 300
    bent = [
        (body.__name__, name, odd)
        for body, name in fields
        if name not in EXACT
        for odd in ODD
        if type(taken(body, name, odd)) is not type(odd)
    ]
    assert bent == []
    assert [body.__name__ for body in bodies() if body.model_config.get("extra") != "forbid"] == []


@pytest.mark.parametrize("odd", [86400, "86400", 1.0, True, "tomorrow", None])
def test_a_number_is_neither_day_nor_instant(odd: Any) -> None:
    for kind in (Day, Instant):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(odd)


def test_the_program_is_typed_strictly() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert told["strict"]
    assert told["packages"] == ["tongxin"]
    assert set(told["exclude"]) == {"migrations/", "tests/"}
    loosened = {name for one in told["overrides"] for name in one} - {"module"}
    assert loosened == {"ignore_missing_imports", "follow_untyped_imports"}, "of libraries that have no types"
    assert not [name for one in told["overrides"] for name in one["module"] if name.startswith("tongxin")]
