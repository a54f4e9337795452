"""How a browser is told to be strict, in points: the published scale of the HTTP Observatory (100 and more is A+), as far as one answer shows it."""

import re

from django.http import HttpResponseBase

INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>\s*\S|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:", re.I)
FOREIGN = re.compile(r"<script[^>]+src=[\"'](?:https?:)?//", re.I)
HALF_A_YEAR = 15_768_000
WANTED = 120
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def _policy(answer: HttpResponseBase) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.headers.get("Content-Security-Policy", "").split(";")]
    return {part[0].lower(): part[1:] for part in parts if part}


def _of_content(policy: dict[str, list[str]]) -> int:
    default = policy.get("default-src")
    scripts, styles = policy.get("script-src", default), policy.get("style-src", default)
    if scripts is None or styles is None:
        return -25
    if "*" in scripts or "'unsafe-inline'" in scripts or "https:" in scripts or "data:" in scripts:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if default == ["'none'"] else 5


def _of_transport(answer: HttpResponseBase) -> int:
    age = re.search(r"max-age=(\d+)", answer.headers.get("Strict-Transport-Security", ""))
    if age is None:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def _of_cookies(answer: HttpResponseBase) -> int:
    cookies = list(answer.cookies.values())  # type: ignore[attr-defined]  # every answer has some
    if any(not one["secure"] for one in cookies):
        return -40
    if any(not one["httponly"] for one in cookies if "session" in one.key):
        return -30
    if any(one["samesite"] not in ("Lax", "Strict") for one in cookies):
        return -20
    return 5 if cookies else 0


def score(answer: HttpResponseBase) -> int:
    """The points of one answer. Bonuses count only from 90 points on."""
    policy, headers = _policy(answer), answer.headers
    is_framed_by_none = policy.get("frame-ancestors") == ["'none'"]
    points = [
        _of_content(policy),
        _of_transport(answer),
        _of_cookies(answer),
        -50 if headers.get("Access-Control-Allow-Origin") == "*" else 0,
        0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        5 if is_framed_by_none else 0 if headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20,
        5 if headers.get("Referrer-Policy") in PRIVATE else -5,
        10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
        -50 if FOREIGN.search(_page(answer)) else 0,
    ]
    left = 100 + sum(one for one in points if one < 0)
    return left + sum(one for one in points if one > 0) if left >= 90 else max(left, 0)


def _page(answer: HttpResponseBase) -> str:
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    return answer.content.decode()  # type: ignore[attr-defined]  # not streaming: it has one


def lax(answer: HttpResponseBase) -> str:
    """Why the answer is not strict enough; empty when it is."""
    policy, headers = _policy(answer), answer.headers
    wanted = {"default-src": ["'self'"], "base-uri": ["'none'"], "form-action": ["'self'"]}
    if any(policy.get(name) != value for name, value in wanted.items()) or "unsafe" in str(policy):
        return f"policy of content: {policy}"
    if headers.get("Cross-Origin-Opener-Policy") != "same-origin" or "no-store" not in headers.get("Cache-Control", ""):
        return "may be opened by others, or kept"
    if found := INLINE.search(_page(answer)):
        return f"holds {found[0]!r}, which the browser refuses"
    return "" if score(answer) >= WANTED else f"{score(answer)} points"
