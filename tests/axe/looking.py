"""Looking at pages: which there are, and what is wrong with one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.axe import targets
from tests.axe.colours import BY_COLOUR, FORGET, UNSEEN, mark_unseen
from tests.browser.firm import Firm
from tests.browser.visitor import Visitor, visiting
from tests.cast import PASSWORD
from tests.security.test_matrix import ROUTES, filled

# Of what a page says of itself, what a part can bring that is there on the phone alone: the rest is the same on every screen.
ON_THE_PHONE = "aria-hidden-focus button-name image-alt label link-name scrollable-region-focusable select-name".split()
ALL: dict[str, Any] = {"rules": {rule: {"enabled": False} for rule in BY_COLOUR}}
WIDTHS = (1440, 820, 390)
# What stands around every page and is looked at on some; and rows and parts after many of their like, which are taken out of other pages first.
AROUND = [".rail", ".tabbar", "nav.places"]
MANY = "document.querySelectorAll('main tbody > tr:nth-child(n+9), main section:nth-of-type(n+9)').forEach(one => one.remove())"
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
    """The whole pages which an administrator can open, by name, with their addresses. What waits for one administrator is no page of the other,
    who reads another language, so it is asked for once for each of them.

    The router tells which there are, so that a new one can't be forgotten. Files, pieces of pages and ways elsewhere are passed over.
    """
    if visitor.language not in firm.pages:
        firm.pages[visitor.language] = _pages(visitor, firm)
    return firm.pages[visitor.language]


def _pages(visitor: Visitor, firm: Firm) -> dict[str, str]:
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


def only(rules: list[str]) -> dict[str, Any]:
    """Options to look at these rules alone."""
    return {"runOnly": {"type": "rule", "values": rules}}


AGAIN = only(ON_THE_PHONE)


def checked(page: Page, options: dict[str, Any], within: str = "", *, around: bool = True) -> list[str]:
    """What the checker finds on the page as it stands, with or without what is around it, or within a part of it, which must be there."""
    where = {"include": [[within]]} if within else {} if around else {"exclude": [[one] for one in AROUND]}
    asked = f"{json.dumps(where) if where else 'document'}, {json.dumps({'resultTypes': ['violations'], **options})}"
    run = f"'axe' in window ? axe.run({asked}).then(found => found.violations) : null"
    rules = page.evaluate(run)
    if rules is None:
        page.context.add_init_script(AXE_SCRIPT)  # on every page from now on: sending it each time is dear
        page.evaluate(AXE_SCRIPT)
        rules = page.evaluate(run)
    found = []
    for rule in rules:
        for node in rule["nodes"][:4]:
            why = node["any"][0]["message"] if node["any"] else ""
            found.append(f"{rule['id']}: {node['html'][:160]} {why[:160]}")
    return found


def in_theme(page: Page, theme: str) -> None:
    """Put on this theme, with every colour at its end at once."""
    page.evaluate(
        """theme => {
          if (!window.stands) {
            window.stands = new CSSStyleSheet();
            window.stands.replaceSync('*, *::before, *::after { transition: none !important; }');
            document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.stands];
          }
          document.documentElement.dataset.theme = theme;
        }""",
        theme,
    )


def colours(visitor: Visitor, within: str = "") -> list[str]:
    """What is wrong with ways of showing text on which this visitor's eye has not fallen before."""
    if not mark_unseen(visitor.page, visitor.looked_at, within):
        return []
    found = checked(visitor.page, only(BY_COLOUR), f"[{UNSEEN}]")
    visitor.page.evaluate(FORGET)
    return found


def hard_to_hit(page: Page, within: str = "", *, around: bool = True) -> list[str]:
    """What is too small, or too near to something else, on the page as it stands."""
    if not targets.mark_close(page, within, [] if around else AROUND):
        return []
    found = checked(page, only(targets.BY_PLACE), f"[{targets.CLOSE}]")
    page.evaluate(targets.FORGET)
    return found


def faults(
    visitor: Visitor, width: int, theme: str, within: str = "", *, around: bool = True, rules: dict[str, Any] = ALL
) -> list[str]:
    """What is wrong with the page as it stands, or with a part of it: behind the picture, to the checker's eye, and at its right edge."""
    page, found = visitor.page, list(visitor.complaints)
    in_theme(page, theme)
    found += beyond(page, width)
    found += colours(visitor, within)
    if not around:
        page.evaluate(MANY)
    found += checked(page, rules, within, around=around)
    found += hard_to_hit(page, within, around=around)
    visitor.complaints.clear()  # the checker adds styles, which the policy refuses
    return found


def by_night(visitor: Visitor, within: str = "") -> list[str]:
    """What the dark theme alone makes wrong with a page that was looked at by day: only colours change."""
    return _recoloured(visitor, "dark", within)


def by_day(visitor: Visitor) -> list[str]:
    """The same of the light theme, where a page was looked at by night."""
    return _recoloured(visitor, "light", "")


def _recoloured(visitor: Visitor, theme: str, within: str) -> list[str]:
    in_theme(visitor.page, theme)
    found = colours(visitor, within)
    visitor.complaints.clear()
    return [f"{theme}: {fault}" for fault in found]


def everywhere(visitor: Visitor) -> list[str]:
    """What is wrong with the page as it stands: in Chinese looked at on a desk, in English on a phone, by day and by night.

    In both languages no width lets anything run out or makes it too small to be hit.
    """
    page, found = visitor.page, list(visitor.complaints)
    before, own = page.viewport_size, WIDTHS[0] if visitor.language == "zh" else WIDTHS[-1]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        visitor.complaints.clear()  # what the checker caused on the width before
        if width == own:
            some = [*faults(visitor, width, "light"), *by_night(visitor)]
        else:
            some = [*hard_to_hit(page), *beyond(page, width)]
        found += [f"{width}: {fault}" for fault in some]
    visitor.complaints.clear()
    page.set_viewport_size(before or {"width": WIDTHS[0], "height": 900})
    return found


def beyond(page: Page, width: int) -> list[str]:
    """What runs out of the page at the side."""
    there = page.evaluate("document.documentElement.scrollWidth")
    wide = [f"is {there} px wide on a screen of {width}"] if there > width else []
    return wide + [f"out of sight at {width}: {one}" for one in page.evaluate(LOST, width)]
