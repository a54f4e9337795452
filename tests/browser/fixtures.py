"""Fixtures of the tests that use a browser; a folder of such tests imports them in its conftest."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.firm import Firm, filled, prepared
from tests.browser.program import Program, served
from tests.browser.visitor import Visitor, chromium, visiting

Come = Callable[..., Visitor]


@pytest.fixture(scope="session")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """A firm at work, served for all tests of this process."""
    data = tmp_path_factory.mktemp("firm") / "data"
    numbers = filled(data)
    with served(data) as program:
        yield Firm(program.address, numbers)


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program to which nobody has come yet."""
    with served(prepared(tmp_path_factory.mktemp("empty") / "data")) as program:
        yield program


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file. It must be gone before tests with a database run in this process."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def come(browser: Browser) -> Iterator[Come]:
    """Let somebody come with a fresh profile: `come(address, language, **kind of screen)`."""
    with ExitStack() as stack:

        def one(address: str, language: str = "zh", **kind: Any) -> Visitor:
            return stack.enter_context(visiting(browser, address, language, **kind))

        yield one
