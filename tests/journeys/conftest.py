"""Stories across rooms, told in a browser."""

from tests.browser.fixtures import browser, come, empty, firm

__all__ = ["browser", "come", "empty", "firm"]
