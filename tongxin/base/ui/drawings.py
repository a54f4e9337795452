"""Small drawings as SVG: widths and dashes are attributes and colours are classes, so no style attribute is needed."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LOGO = mark_safe(  # noqa: S308 - written here, nothing from outside
    '<path d="M16.3 10.4A4.6 4.6 0 1 1 10.4 7.7"/><path d="M10.7 19.6A7.7 7.7 0 1 1 19.6 13.3"/>'
    '<path d="M3.7 5.1A10.8 10.8 0 1 1 5.1 20.3"/><circle class="c" cx="12" cy="12" r="1.9"/></svg>'
)
EMPTY_RINGS = mark_safe(  # noqa: S308 - as above
    '<svg class="rings" viewBox="0 0 88 88" aria-hidden="true"><path d="M59 38.5A16 16 0 1 1 38.5 29"/>'
    '<path d="M39.3 70.6A27 27 0 1 1 70.6 48.7"/><path d="M14.9 19.6A38 38 0 1 1 19.6 73.1"/>'
    '<circle class="core" cx="44" cy="44" r="5"/></svg>'
)


def _named(label: str) -> str:
    return f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'


def tone_of(share: float) -> str:
    """The colour class of a used share of promised time: jade below 60 %, ochre below 100 %, seal from there on."""
    if share >= 1:
        return "seal"
    return "ochre" if share >= 0.6 else "jade"


@lru_cache(maxsize=2048)
def ring(share: float, label: str, css: str) -> SafeString:
    """A ring filled by `share` (1 is full, more is drawn full)."""
    used = round(min(max(share, 0.0), 1.0) * 100)
    return mark_safe(  # noqa: S308 - numbers, and the label is escaped
        f'<svg class="ring {escape(css)}" viewBox="0 0 20 20" {_named(label)}><circle class="t" cx="10" cy="10" r="8"/>'
        f'<circle class="v" cx="10" cy="10" r="8" pathLength="100" stroke-dasharray="{used} 100"/></svg>'
    )


@lru_cache(maxsize=2048)
def three_rings(inner: int, middle: int, outer: int, label: str, css: str) -> SafeString:
    """Three rings around one core, each filled from 0 to 100."""
    circles = "".join(
        f'<circle class="t" cx="20" cy="20" r="{radius}"/>'
        f'<circle class="{name}" cx="20" cy="20" r="{radius}" pathLength="100" stroke-dasharray="{int(value)} 100"/>'
        for name, radius, value in (("a", 7, inner), ("b", 12, middle), ("c", 17, outer))
    )
    return mark_safe(  # noqa: S308 - numbers, and the label is escaped
        f'<svg class="tri {escape(css)}" viewBox="0 0 40 40" {_named(label)}>'
        f'<circle class="core" cx="20" cy="20" r="2.4"/>{circles}</svg>'
    )


@lru_cache(maxsize=8)
def ring_mark(number: int) -> SafeString:
    """Three thin rings with one drawn strong (1 inner, 2 middle, 3 outer): the heading of a group of places."""
    circles = "".join(
        f'<circle{" class=" + chr(34) + "on" + chr(34) if number == place else ""} cx="8" cy="8" r="{radius}"/>'
        for place, radius in ((1, 2.9), (2, 5.1), (3, 7.3))
    )
    return mark_safe(  # noqa: S308 - numbers only
        f'<svg viewBox="0 0 16 16" aria-hidden="true"><circle class="dot" cx="8" cy="8" r="1"/>{circles}</svg>'
    )


def bar(shares: Sequence[float], tones: Sequence[str], label: str, css: str) -> SafeString:
    """Parts of one whole side by side; each share is a part of 1, the rest of the bar stays empty."""
    rects, start = [], 0.0
    for share, tone in zip(shares, tones, strict=True):
        width = min(max(share, 0.0), 1.0 - start)
        rects.append(f'<rect class="{escape(tone)}" x="{start:.2%}" width="{width:.2%}" height="100%"/>')
        start += width
    return mark_safe(  # noqa: S308 - numbers, and words are escaped
        f'<svg class="bar {escape(css)}" {_named(label)}>{"".join(rects)}</svg>'
    )


def spark(values: Sequence[float], width: int, height: int, css: str) -> SafeString:
    """A small line of values from left to right with a dot at the last one; two values at least, else nothing."""
    if len(values) < 2:
        return mark_safe("")
    low, span = min(values), (max(values) - min(values)) or 1
    points = [
        (width * at / (len(values) - 1), height - 3 - (height - 6) * (value - low) / span)
        for at, value in enumerate(values)
    ]
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    x, y = points[-1]
    return mark_safe(  # noqa: S308 - numbers only
        f'<svg class="spark {escape(css)}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true">'
        f'<path class="a" d="{line}L{width} {height}L0 {height}Z"/><path class="l" d="{line}"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2"/></svg>'
    )
