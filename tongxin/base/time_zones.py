"""Places whose clock one may follow, in the reader's language."""

from datetime import timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import Locale, get_global
from babel.dates import get_timezone_gmt, get_timezone_location
from django.utils.translation import get_language

from tongxin.base.clock import now

AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def _city(name: str, locale: Locale) -> str:
    """What people call the place; the tables know some places only by an older name of the zone."""
    older = [old for old, new in get_global("zone_aliases").items() if new == name]
    said = [locale.time_zones[zone]["city"] for zone in (name, *older) if "city" in locale.time_zones.get(zone, {})]
    return said[0] if said else get_timezone_location(name, locale=locale, return_city=True)


@lru_cache(maxsize=4)
def _zones(language: str) -> list[tuple[str, str]]:
    locale, aliases, at = Locale.parse("en" if language == "en" else "zh_Hans"), get_global("zone_aliases"), now()
    found = []
    for name in available_timezones():
        if name.split("/")[0] in AREAS and name not in aliases:
            local = at.astimezone(ZoneInfo(name))
            offset = get_timezone_gmt(local, locale="en").replace("GMT", "UTC")
            city = _city(name, locale)
            found.append((local.utcoffset() or timedelta(), city, name, f"{city} · {offset}"))
    return [(name, words) for _offset, _city, name, words in sorted(found)]


def time_zones() -> list[tuple[str, str]]:
    """Names of time zones with what to call them, from west to east. Computed once per language and run."""
    return _zones(get_language() or "zh-hans")
