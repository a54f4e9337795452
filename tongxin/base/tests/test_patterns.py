"""Regular expressions compile at their first use, and behave as if they had been compiled before."""

import copy
import re
import sys
from collections.abc import Iterator

import pytest

from tongxin.base import patterns
from tongxin.base.patterns import regex


def within(value: object) -> Iterator[patterns._Pattern]:
    """The expressions in a value of a module, and in what it holds."""
    if isinstance(value, patterns._Pattern):
        yield value
    elif isinstance(value, dict):
        yield from within([*value, *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from within(one)


def test_it_is_compiled_once_and_when_it_is_asked(monkeypatch: pytest.MonkeyPatch):
    asked = []
    compiled = re.compile
    monkeypatch.setattr(patterns.re, "compile", lambda *how: asked.append(how) or compiled(*how))
    one = regex(r"(?P<word>[a-z]+)", re.I)
    assert asked == []
    found = one.search("12 Ab")
    assert found is not None
    assert (found["word"], one.sub("x", "Ab 1"), one.pattern, one.groups) == ("Ab", "x 1", r"(?P<word>[a-z]+)", 1)
    assert asked == [(r"(?P<word>[a-z]+)", re.I)]
    assert copy.copy(one).fullmatch("abc")


def test_what_no_expression_has_is_missing():
    with pytest.raises(AttributeError):
        regex("a").matches  # type: ignore[attr-defined]  # noqa: B018


def test_every_expression_of_the_program_compiles():
    """A wrong one would else be found by whoever uses it first."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("tongxin.")]
    found = [one for module in modules for value in list(vars(module).values()) for one in within(value)]
    assert len(found) > 200
    assert [one for one in found if not isinstance(one.pattern, str)] == []
