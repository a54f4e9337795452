"""Places whose clock one may follow, in the reader's language."""

from datetime import timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from babel.dates import get_timezone_gmt, get_timezone_location
from django.utils.translation import get_language

from tongxin.base.clock import now

AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=4)
def _zones(language: str) -> list[tuple[str, str]]:
    locale, aliases, at = "en" if language == "en" else "zh_Hans", get_global("zone_aliases"), now()
    found = []
    for name in available_timezones():
        if name.split("/")[0] in AREAS and name not in aliases:
            local = at.astimezone(ZoneInfo(name))
            offset = get_timezone_gmt(local, locale="en").replace("GMT", "UTC")
            city = get_timezone_location(name, locale=locale, return_city=True)
            found.append((local.utcoffset() or timedelta(), city, name, f"{city} · {offset}"))
    return [(name, words) for _offset, _city, name, words in sorted(found)]


def time_zones() -> list[tuple[str, str]]:
    """Names of time zones with what to call them, from west to east. Computed once per language and run."""
    return _zones(get_language() or "zh-hans")
