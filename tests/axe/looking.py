"""Looking at pages: which there are, and what is wrong with one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.firm import Firm
from tests.browser.visitor import Visitor, visiting
from tests.cast import PASSWORD
from tests.security.test_matrix import ROUTES, filled

RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
RUN = f"axe.run(document, {json.dumps(RULES)}).then(found => found.violations)"
WIDTHS = (1440, 820, 390)
NAMES = {"zh": "boss", "en": "english"}  # two administrators, each with a language
# What stands beyond the edge and can't be scrolled to is lost, even where the page hides the overflow.
LOST = """width => [...document.querySelectorAll('main *, header *')].filter(one => {
  const box = one.getBoundingClientRect();
  if (!box.width || !box.height || box.right <= width + 1 || !one.checkVisibility()) return false;
  for (let up = one; up && up !== document.documentElement; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (/auto|scroll|hidden|clip/.test(style.overflowX) && up !== document.body && up.id !== 'main') return false;
    if (style.position === 'absolute' && style.clipPath !== 'none') return false;
  }
  return true;
}).map(one => `${one.tagName.toLowerCase()}.${one.className} “${one.textContent.trim().slice(0, 30)}”`).slice(0, 3)"""


@contextmanager
def administrator(browser: Browser, firm: Firm, language: str, **kind: Any) -> Iterator[Visitor]:
    """An administrator who reads this language, signed in."""
    with visiting(browser, firm.address, language, **kind) as visitor:
        yield visitor.sign_in(f"{NAMES[language]}@hengxin.example", PASSWORD)


def address_of(name: str, firm: Firm) -> str:
    """The address of one page."""
    return filled(next(route for route in ROUTES if route.name == name), firm)  # type: ignore[arg-type]  # as below


def pages(visitor: Visitor, firm: Firm) -> dict[str, str]:
    """The whole pages which this visitor can open, by name, with their addresses.

    The router tells which there are, so that a new one can't be forgotten. Files, pieces of pages and ways elsewhere are passed over.
    """
    found = {}
    for route in ROUTES:
        if "GET" not in route.view.door_methods:
            continue
        path = filled(route, firm)  # type: ignore[arg-type]  # it reads the numbers only
        answer = visitor.context.request.get(f"{firm.address}{path}", max_redirects=0)
        is_page = answer.status < 300 and answer.headers.get("content-type", "").startswith("text/html")
        if is_page and "<html" in answer.text():
            found[route.name or route.pattern] = path
    return found


def faults(visitor: Visitor, width: int, theme: str) -> list[str]:
    """What is wrong with the page as it stands: behind the picture, to the checker's eye, and at its right edge."""
    page, found = visitor.page, list(visitor.complaints)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    page.evaluate(AXE_SCRIPT)
    for rule in page.evaluate(RUN):
        for node in rule["nodes"][:4]:
            why = node["any"][0]["message"] if node["any"] else ""
            found.append(f"{rule['id']}: {node['html'][:160]} {why[:160]}")
    visitor.complaints.clear()  # the checker adds styles, which the policy refuses
    return found + beyond(page, width)


def everywhere(visitor: Visitor) -> list[str]:
    """What is wrong with the page as it stands, on three widths by day and by night."""
    before, found = visitor.page.viewport_size, []
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            found += [f"{width} {theme}: {fault}" for fault in faults(visitor, width, theme)]
    visitor.page.set_viewport_size(before or {"width": WIDTHS[0], "height": 900})
    return found


def beyond(page: Page, width: int) -> list[str]:
    """What runs out of the page at the side."""
    there = page.evaluate("document.documentElement.scrollWidth")
    wide = [f"is {there} px wide on a screen of {width}"] if there > width else []
    return wide + [f"out of sight at {width}: {one}" for one in page.evaluate(LOST, width)]
