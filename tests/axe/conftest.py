"""Pages looked at by a machine that knows the rules of accessible pages."""

from tests.browser.fixtures import browser, firm

__all__ = ["browser", "firm"]
