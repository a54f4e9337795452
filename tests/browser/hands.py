"""Three ways to work a page: with a mouse, with a finger, with nothing but a keyboard."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

FARTHEST = 150
HERE = "one => one === document.activeElement"


class Mouse:
    """Clicks; types where it clicked."""

    def press(self, what: Locator) -> None:
        """Press a button, follow a link, tick a box."""
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        """Write into a field."""
        self.press(what)
        what.fill(text)

    def give(self, page: Page, what: Locator, files: Sequence[Path]) -> None:
        """Choose files."""
        with page.expect_file_chooser() as asked:
            self.press(what)
        asked.value.set_files([str(file) for file in files])


class Finger(Mouse):
    """Taps."""

    def press(self, what: Locator) -> None:
        what.tap()


class Keyboard(Mouse):
    """Walks with Tab, presses with Enter or Space; what can't be reached so can't be used."""

    def press(self, what: Locator) -> None:
        self.reach(what)
        is_box = what.evaluate(
            "one => one.matches('input[type=checkbox], input[type=radio], input[type=file], summary')"
        )
        what.page.keyboard.press("Space" if is_box else "Enter")

    def fill(self, what: Locator, text: str) -> None:
        self.reach(what)
        what.page.keyboard.press("Control+a")
        what.page.keyboard.insert_text(text)

    def reach(self, what: Locator) -> None:
        """Go on from field to field until this one has the focus."""
        expect(what).to_be_visible()
        for _step in range(FARTHEST):
            if what.evaluate(HERE):
                return
            what.page.keyboard.press("Tab")
        raise AssertionError(f"can't be reached by Tab: {what}")
