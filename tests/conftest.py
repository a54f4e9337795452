"""Fixtures of all tests that look through a browser, here once so that they share one firm in each process."""

from tests.browser.fixtures import browser, come, empty, firm
from tests.kept import shelf

__all__ = ["browser", "come", "empty", "firm", "shelf"]
