"""Parts of the kit as template tags. `{% load ui %}` (or a builtin of the template engine)."""

import re
import uuid
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.chinese.pinyin import english_name
from tongxin.base.clock import now
from tongxin.base.registries.panels import panels_of
from tongxin.base.ui import drawings, fields
from tongxin.base.ui.faces import hue_of, sign_of
from tongxin.base.ui.spoken import spoken_day, spoken_moment

register = template.Library()

SPRITE = Path(__file__).resolve().parents[1] / "static" / "ui" / "icons.svg"


class NoSuchIcon(LookupError):
    """The sprite has no drawing of that name."""


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """All names the sprite can draw."""
    parts = SPRITE.read_text().split('id="i-')[1:]
    return frozenset(part.split('"', 1)[0] for part in parts)


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, size: str = "") -> SafeString:
    """A drawing from the sprite; `size` is "", "s" (14 px) or "l" (20 px). Always decoration: name the button itself."""
    if name not in icon_names():
        raise NoSuchIcon(f"There is no icon “{name}” in ui/icons.svg.")
    css = f"i {size}" if size else "i"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>', css, static("ui/icons.svg"), name
    )


@register.simple_tag
def logo(size: str = "") -> SafeString:
    """The mark. Decoration beside the name of the product; `size` is "", "s" or "l"."""
    return drawings.logo(size)


def face(name: str, number: int | None, kind: str, size: str) -> SafeString:
    """A face by name and number, for pages that draw very many; others use the tag `avatar`. Whoever reads English sees how a Chinese
    name is said when pointing at it."""
    is_spelled = kind == "person" and (get_language() or "").startswith("en")
    return _face(name, number, kind, size, is_spelled)


@lru_cache(maxsize=8192)
def _face(name: str, number: int | None, kind: str, size: str, is_spelled: bool) -> SafeString:
    is_person = kind == "person"
    sign = sign_of(name, is_person=is_person)
    if size == "xs":
        sign = sign[:1]
    css = ["av", "" if is_person else "co", size, "two" if len(sign) > 1 else "", f"hue-{hue_of(name, number)}"]
    classes = " ".join(part for part in css if part)
    said = english_name(name) if is_spelled else name
    if said == name:
        return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, sign)
    return format_html('<span class="{}" aria-hidden="true" title="{}">{}</span>', classes, said, sign)


@register.simple_tag
def avatar(who: Any, kind: str = "person", size: str = "") -> SafeString:  # Any: a name, or a record with a name
    """A face: round for `kind` "person", square for "company". `who` is a name or a record (short_name or name, pk)."""
    if isinstance(who, str):
        return face(who, None, kind, size)
    name = getattr(who, "short_name", "") or getattr(who, "name", "") or str(who)
    number = getattr(who, "pk", None)
    return face(str(name), number if isinstance(number, int) else None, kind, size)


@register.simple_tag
def ring(share: float, label: str = "", size: str = "") -> SafeString:
    """The used share of promised time (1 = all of it). Give a label unless the words stand beside it."""
    return drawings.ring(float(share), label, f"{drawings.tone_of(float(share))} {size}".strip())


@register.simple_tag
def tri(inner: int, middle: int, outer: int, label: str = "", size: str = "") -> SafeString:
    """Three shares from 0 to 100, inner ring first."""
    words = {"inner": inner, "middle": middle, "outer": outer}
    label = label or _("Inner ring %(inner)d, middle %(middle)d, outer %(outer)d of 100") % words
    return drawings.three_rings(inner, middle, outer, label, size)


@register.simple_tag
def ring_mark(number: int) -> SafeString:
    """The drawing in front of a group of places: 1 inner, 2 middle, 3 outer ring."""
    return drawings.ring_mark(number)


@register.simple_tag
def bar(*shares: float, tone: str = "", label: str = "", size: str = "") -> SafeString:
    """Shares of one (0.72 = 72 %) side by side; `tone` is classes such as "f1 f2 fs", one for each share."""
    tones = tone.split() or [f"f{place}" for place in range(1, len(shares) + 1)]
    return drawings.bar([float(share) for share in shares], tones, label, size)


@register.simple_tag
def spark(values: list[float], width: int = 96, height: int = 36, tone: str = "") -> SafeString:
    """A small line of numbers; `tone` is "" or "s2" to "s4"."""
    return drawings.spark([float(value) for value in values], width, height, tone)


@register.simple_tag
def heat(level: int, label: str, of: int = 5) -> SafeString:
    """A few upright strokes, `level` of them filled; warm when less than half."""
    strokes = format_html_join("", '<i class="{}"></i>', (("on" if place < level else "off",) for place in range(of)))
    css = "heat5 warm" if level * 2 < of else "heat5"
    return format_html('<span class="{}" role="img" aria-label="{}">{}</span>', css, label, strokes)


def _nothing() -> SafeString:
    return format_html('<span class="dim">{}</span>', "—")


_BEGINS = re.compile(r"^(?:Today|Tomorrow|Yesterday)")


@register.simple_tag
def when(moment: datetime | date | None, *, inside: bool = False, clock: bool | None = None) -> SafeString:
    """An instant or a day as one says it, in the reader's time zone; the exact time stands in the title. `inside` a sentence it is
    “tomorrow”, not “Tomorrow”; with `clock` the time stands beside a day long past, too; without (False) never."""
    if moment is None:
        return _nothing()
    minute = now().replace(second=0, microsecond=0)
    return _when(moment, minute, timezone.get_current_timezone(), get_language() or "", inside, clock)


@lru_cache(maxsize=8192)
def _when(
    moment: datetime | date, minute: datetime, zone: tzinfo, language: str, inside: bool, clock: bool | None
) -> SafeString:
    """Kept for the minute in which the words hold: the rows of a busy list are drawn over and over."""
    here = minute.astimezone(zone)
    if isinstance(moment, datetime):
        local = moment.astimezone(zone)
        said, exact, full = (
            spoken_moment(local, now=here, clock=clock),
            local.isoformat(timespec="minutes"),
            f"{local:%Y-%m-%d %H:%M}",
        )
    else:
        said, exact, full = spoken_day(moment, today=here.date()), moment.isoformat(), moment.isoformat()
    said = _BEGINS.sub(lambda begin: begin[0].lower(), said) if inside else said
    return format_html('<time class="num" datetime="{}" title="{}">{}</time>', exact, full, said)


@register.simple_tag
def num(value: int | float | Decimal | None, unit: str = "") -> SafeString:
    """A number with thousands set apart and its unit held to it; zero steps back, nothing is a dash."""
    if value is None:
        return _nothing()
    said = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return format_html('<span class="{}">{}{}</span>', "num" if value else "num dim", said, unit)


@register.simple_tag
def kbd(keys: str) -> SafeString:
    """A key hint. ⌘ is shown as Ctrl where the keyboard has no ⌘ (hotkeys.js)."""
    return format_html("<kbd>{}</kbd>", keys)


@register.simple_tag
def empty_rings() -> SafeString:
    """The three arcs of an empty place."""
    return drawings.empty_rings()


@register.simple_tag
def once() -> SafeString:
    """A hidden token for a form that must take effect once, however often it is sent."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


@register.inclusion_tag("ui/_empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "", icon: str = "") -> dict[str, Any]:  # Any: context
    """An empty place that says what will be here, and offers the next useful act."""
    return {"title": title, "text": text, "url": url, "label": label, "icon": icon}


@register.simple_tag
def later(url: str, label: str, icon_name: str = "plus") -> SafeString:
    """A closed disclosure whose form is fetched from `url` when it is opened first; without scripts a link leads there."""
    return format_html(
        '<details hx-get="{}" hx-trigger="toggle once" hx-target="find .later" hx-swap="outerHTML">'
        '<summary class="btn quiet sm">{}{}</summary><p class="later"><a class="btn quiet sm" href="{}">{}</a></p></details>',
        url,
        icon(icon_name, "s"),
        label,
        url,
        _("Open the form"),
    )


@register.inclusion_tag("ui/_pager.html")
def pager(page: Any) -> dict[str, Any]:  # Any: the page of whichever list; context
    """Earlier and later. `page` has summary (words), previous_url and next_url (empty at the ends); count_url where the number of all is
    told only to who asks."""
    return {"page": page}


@register.simple_tag
def field(bound: BoundField, size: str = "", hint: str = "") -> SafeString:
    """A form field with label, hint and error, wired for screen readers. `hint` replaces the field's own help text."""
    return fields.rendered(bound, size=size, hint=hint)


@register.simple_tag(takes_context=True)
def pieces(context: dict[str, Any], subject: str, column: str, record: Any) -> SafeString:  # Any: context, a record
    """What other rooms have to show in this place of a record's page, in their order."""
    request = context["request"]
    known = ((one.template, one.context(request.user, record)) for one in panels_of(subject, column))
    drawn = (render_to_string(template, {"panel": panel}, request) for template, panel in known if panel is not None)
    return format_html_join("", "{}", ((piece,) for piece in drawn))
