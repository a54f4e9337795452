"""Somebody in front of a browser. Whatever goes wrong behind the picture is written down and fails the test at its end."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")  # the first has no windows and is the quickest
CHROMIUM = os.environ.get("TONGXIN_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what is elsewhere is not there: whoever asks for it fails
]
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
_PATIENCE = 60_000  # milliseconds a busy machine may take; what is right is seen at once
expect.set_options(timeout=_PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    if not CHROMIUM:
        raise AssertionError(
            "There is no Chromium on this machine: bin/test installs one, or name yours in TONGXIN_BROWSER."
        )
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One browser profile of one person, its page, and what went wrong on it.

    `bears` holds parts of console messages which a story expects, such as the status of a refused request; `looked_at` holds in which ways
    they have seen text shown.
    """

    context: BrowserContext
    page: Page
    address: str
    language: str = "zh"
    complaints: list[str] = field(default_factory=list)
    bears: tuple[str, ...] = ()
    looked_at: set[str] = field(default_factory=set)

    def open(self, path: str) -> Page:
        """Go to an address of the program."""
        self.page.goto(path if "://" in path else f"{self.address}{path}")
        return self.page

    def sign_in(self, email: str, password: str) -> "Visitor":
        """Through the door, like everybody."""
        page = self.open("/login/")
        page.locator("[name=email]").fill(email)
        page.locator("[name=password]").fill(password)
        page.locator("form .btn.go").click()
        page.wait_for_url("**/today/")
        return self

    def watch(self, page: Page) -> None:
        """Write down faults of the page, messages of the browser – it tells of every answer from 400 on – and requests to elsewhere.

        Every request and answer could be looked at here: a page has some thirty, and that took as long as the server's answers.
        """
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._heard(page, said))
        page.on("requestfailed", self._failed)

    def _heard(self, page: Page, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not any(part in said.text for part in self.bears):
            self.complaints.append(f"{page.url}: {said.text}")

    def _failed(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.complaints.append(f"asked elsewhere: {request.url}")


@contextmanager
def visiting(browser: Browser, address: str, language: str = "zh", **kind: Any) -> Iterator[Visitor]:
    """Somebody with a fresh profile; at the end nothing may have gone wrong behind the picture."""
    more = {"accept_downloads": True, "timezone_id": "Asia/Shanghai", **(kind or DESK)}
    context = browser.new_context(locale=LANGUAGES[language], **more)
    context.set_default_timeout(_PATIENCE)
    visitor = Visitor(context, context.new_page(), address, language)
    context.on("page", visitor.watch)
    visitor.watch(visitor.page)
    try:
        yield visitor
        assert not visitor.complaints, "\n".join(visitor.complaints)
    finally:
        context.close()
