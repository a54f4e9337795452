"""Whatever opens over a page: found by the buttons that open it, so that a new one can't be forgotten."""

import re

from playwright.sync_api import Page, expect

from tests.axe.looking import by_night, faults
from tests.browser.visitor import Visitor

OPEN = ":popover-open, dialog[open]"
MENUS = "[popovertarget], [data-dialog-open]"
OPENERS = f"{MENUS}, a[data-dialog-load]"  # on the phone the last are links to pages
# What it opens, with the numbers of records left out: one menu of a row stands for those of all rows.
NAMED = """(all) => all.map((one, at) => [at, one.getAttribute('popovertarget') ?? one.dataset.dialogOpen ?? new URL(one.href).pathname, one.checkVisibility()])
  .filter(([at, name, seen]) => seen).map(([at, name]) => [name, at])"""
NUMBER = re.compile(r"\d+")


def openers(page: Page, of: str) -> dict[str, int]:
    """What can be opened on this page, each once, with the place of its button among all."""
    found: dict[str, int] = {}
    for name, place in page.locator(f"main :is({of})").evaluate_all(NAMED):
        found.setdefault(NUMBER.sub("#", name), place)
    return found


def press(page: Page, of: str, place: int) -> None:
    """Open it, and wait until it stands there."""
    page.locator(f"main :is({of})").nth(place).click()
    expect(page.locator(":popover-open, dialog[open] :is(form, h2, h1)").first).to_be_visible()


def shut(page: Page) -> bool:
    """Close what stands open, as a key does; whether nothing is left."""
    standing = page.locator(OPEN)
    if standing.count():
        page.keyboard.press("Escape")
    return not standing.count()


def standing_open(visitor: Visitor, name: str, of: str, seen: set[str]) -> dict[str, list[str]]:
    """What is wrong with each menu and dialog of the page that was not `seen` before; they are seen then."""
    page, address, wrong = visitor.page, visitor.page.url, {}
    new = [what for what in openers(page, of) if what not in seen]
    for what in new:
        if page.url != address or not shut(page):
            visitor.open(address)
        press(page, of, openers(page, of)[what])
        width = page.viewport_size["width"]  # type: ignore[index]  # a page has a size
        wrong[f"{name}: {what}"] = [*faults(visitor, width, "light", OPEN), *by_night(visitor, OPEN)]
    seen.update(new)
    return wrong
