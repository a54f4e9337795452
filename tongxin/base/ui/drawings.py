"""Small drawings as SVG: widths and dashes are attributes and colours are classes, so no style attribute is needed."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def logo(size: str) -> SafeString:
    """The mark: three open rings around one seal."""
    return format_html(
        '<svg class="logo {}" viewBox="0 0 24 24" aria-hidden="true"><path d="M16.3 10.4A4.6 4.6 0 1 1 10.4 7.7"/>'
        '<path d="M10.7 19.6A7.7 7.7 0 1 1 19.6 13.3"/><path d="M3.7 5.1A10.8 10.8 0 1 1 5.1 20.3"/>'
        '<circle class="c" cx="12" cy="12" r="1.9"/></svg>',
        size,
    )


def empty_rings() -> SafeString:
    """The mark drawn thin and large, for places with nothing in them yet."""
    arcs = ("M59 38.5A16 16 0 1 1 38.5 29", "M39.3 70.6A27 27 0 1 1 70.6 48.7", "M14.9 19.6A38 38 0 1 1 19.6 73.1")
    paths = format_html_join("", '<path d="{}"/>', ((arc,) for arc in arcs))
    return format_html(
        '<svg class="rings" viewBox="0 0 88 88" aria-hidden="true">{}<circle class="core" cx="44" cy="44" r="5"/></svg>',
        paths,
    )


def _named(label: str) -> SafeString:
    return format_html('role="img" aria-label="{}"', label) if label else format_html('aria-hidden="{}"', "true")


def tone_of(share: float) -> str:
    """The colour class of a used share of promised time: jade below 60 %, ochre below 100 %, seal from there on."""
    if share >= 1:
        return "seal"
    return "ochre" if share >= 0.6 else "jade"


@lru_cache(maxsize=2048)
def ring(share: float, label: str, css: str) -> SafeString:
    """A ring filled by `share` (1 is full, more is drawn full)."""
    return format_html(
        '<svg class="ring {}" viewBox="0 0 20 20" {}><circle class="t" cx="10" cy="10" r="8"/>'
        '<circle class="v" cx="10" cy="10" r="8" pathLength="100" stroke-dasharray="{} 100"/></svg>',
        css,
        _named(label),
        round(min(max(share, 0.0), 1.0) * 100),
    )


@lru_cache(maxsize=2048)
def three_rings(inner: int, middle: int, outer: int, label: str, css: str) -> SafeString:
    """Three rings around one core, each filled from 0 to 100."""
    circles = format_html_join(
        "",
        '<circle class="t" cx="20" cy="20" r="{0}"/>'
        '<circle class="{1}" cx="20" cy="20" r="{0}" pathLength="100" stroke-dasharray="{2} 100"/>',
        ((radius, name, int(value)) for name, radius, value in (("a", 7, inner), ("b", 12, middle), ("c", 17, outer))),
    )
    return format_html(
        '<svg class="tri {}" viewBox="0 0 40 40" {}><circle class="core" cx="20" cy="20" r="2.4"/>{}</svg>',
        css,
        _named(label),
        circles,
    )


@lru_cache(maxsize=8)
def ring_mark(number: int) -> SafeString:
    """Three thin rings with one drawn strong (1 inner, 2 middle, 3 outer): the heading of a group of places."""
    circles = format_html_join(
        "",
        '<circle class="{}" cx="8" cy="8" r="{}"/>',
        (("on" if number == place else "off", radius) for place, radius in ((1, 2.9), (2, 5.1), (3, 7.3))),
    )
    return format_html(
        '<svg viewBox="0 0 16 16" aria-hidden="true"><circle class="dot" cx="8" cy="8" r="1"/>{}</svg>', circles
    )


def bar(shares: Sequence[float], tones: Sequence[str], label: str, css: str) -> SafeString:
    """Parts of one whole side by side; each share is a part of 1, the rest of the bar stays empty."""
    parts: list[tuple[str, str, str]] = []
    start = 0.0
    for share, tone in zip(shares, tones, strict=True):
        width = min(max(share, 0.0), 1.0 - start)
        parts.append((tone, f"{start:.2%}", f"{width:.2%}"))
        start += width
    rects = format_html_join("", '<rect class="{}" x="{}" width="{}" height="100%"/>', parts)
    return format_html('<svg class="bar {}" {}>{}</svg>', css, _named(label), rects)


def spark(values: Sequence[float], width: int, height: int, css: str) -> SafeString:
    """A small line of values from left to right with a dot at the last one; two values at least, else nothing."""
    if len(values) < 2:
        return SafeString("")
    low, span = min(values), (max(values) - min(values)) or 1
    points = [
        (width * at / (len(values) - 1), height - 3 - (height - 6) * (value - low) / span)
        for at, value in enumerate(values)
    ]
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return format_html(
        '<svg class="spark {0}" viewBox="0 0 {1} {2}" width="{1}" height="{2}" aria-hidden="true">'
        '<path class="a" d="{3}L{1} {2}L0 {2}Z"/><path class="l" d="{3}"/><circle cx="{4}" cy="{5}" r="2.2"/></svg>',
        *(css, width, height, line, f"{points[-1][0]:.1f}", f"{points[-1][1]:.1f}"),
    )
