"""What comes back, by the rules of RFC 5545: from a first start to all others, without database or clock."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

from tongxin.base.calendars import WorkingCalendar

_LONGEST, _MOST, _WIDEST = 300, 1000, 999
_YEARS_AHEAD = 50
_WIDEST_TURN = timedelta(days=1)  # Troll puts its clocks forward by two hours, Samoa once left out a day
_PART = re.compile(r"(FREQ|INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)=([A-Z0-9,+\-]+)")
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_DAYS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_UNTIL = re.compile(r"(\d{8})(T\d{6}Z?)?")


class BadRule(ValueError):
    """A rule that nobody can follow. The text says what to do."""


@dataclass(frozen=True)
class Repeats:
    """A first start (its wall clock in `zone`), the rule, starts left out, and whether days off are left out too.

    A whole day begins at midnight. `without` are local starts.
    """

    start: datetime
    rule: str
    zone: ZoneInfo
    without: frozenset[datetime] = frozenset()
    only_workdays: bool = False


def checked_rule(text: str) -> str:
    """The rule in capitals with its parts in order. Raises BadRule where the calendar could not follow it in good time."""
    text = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    if not text:
        return ""
    parts = [_PART.fullmatch(part) for part in text.split(";")]
    if len(text) > _LONGEST or not all(parts):
        raise BadRule(_("This way of coming back is not understood. Choose one from the list."))
    known = {part[1]: part[2] for part in parts if part}
    if known.get("FREQ") not in _FREQUENCIES or {"COUNT", "UNTIL"} <= known.keys():
        raise BadRule(_("This way of coming back is not understood. Choose one from the list."))
    for name, most in (("INTERVAL", _WIDEST), ("COUNT", _MOST)):
        if name in known and not (known[name].isdigit() and 1 <= int(known[name]) <= most):
            raise BadRule(_("It may come back at most 1000 times."))
    if not _comes_again(known):
        raise BadRule(_("By this rule it may never come again. Choose one from the list."))
    if "UNTIL" in known and not _UNTIL.fullmatch(known["UNTIL"]):
        raise BadRule(_("Say until which day it comes back."))
    rule = ";".join(f"{name}={value}" for name, value in known.items())
    try:
        rrulestr(_local(rule, ZoneInfo("UTC")), dtstart=datetime(2026, 1, 1))  # noqa: DTZ001  # only to see whether it reads
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise BadRule(_("This way of coming back is not understood. Choose one from the list.")) from error
    return rule


def _comes_again(known: Mapping[str, str]) -> bool:
    """Whether the parts can meet on a day at all: what never does would be sought, each time anew, until the year 9999."""
    steps, days = int(known.get("INTERVAL", "1")), known.get("BYDAY", "")
    if known["FREQ"] in ("DAILY", "WEEKLY"):
        is_plain = not {"BYMONTH", "BYMONTHDAY", "BYSETPOS"} & known.keys() and not re.search(r"\d", days)
        return is_plain and not (known["FREQ"] == "DAILY" and days and steps > 1)
    if "BYMONTH" in known and known["FREQ"] == "MONTHLY" and steps > 1:
        return False
    if "BYSETPOS" in known:
        places = [abs(int(one)) for one in known["BYSETPOS"].split(",") if re.fullmatch(r"[+-]?\d{1,2}", one)]
        if not days or re.search(r"\d", days) or not places or max(places) > 4 * len(days.split(",")):
            return False
    if "BYMONTHDAY" not in known:
        return True
    wanted = min(
        (abs(int(one)) for one in known["BYMONTHDAY"].split(",") if re.fullmatch(r"[+-]?\d{1,2}", one)), default=99
    )
    months = [int(one) for one in known.get("BYMONTH", "1").split(",") if one.isdigit()]
    return not days and any(wanted <= _DAYS.get(month, 31) for month in months)


def _local(rule: str, zone: ZoneInfo) -> str:
    """The rule with its last instant by the wall clock of the zone, as starts are counted."""

    def by_wall(match: re.Match[str]) -> str:
        day, clock = match[1], match[2] or "T235959"
        if not clock.endswith("Z"):
            return f"UNTIL={day}{clock}"
        instant = datetime.strptime(f"{day}{clock}", "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return f"UNTIL={instant.astimezone(zone):%Y%m%dT%H%M%S}"

    return re.sub(rf"UNTIL={_UNTIL.pattern}", by_wall, rule)


def starts_between(
    repeats: Repeats, since: datetime, until: datetime, calendar: WorkingCalendar | None = None
) -> Iterator[datetime]:
    """Aware starts at or after `since` and before `until`, in order. Time grows with the days from the first start to `until`."""
    if not repeats.rule:
        if since <= repeats.start < until:
            yield repeats.start
        return
    days = calendar or WorkingCalendar(zone=repeats.zone)
    first = repeats.start.astimezone(repeats.zone).replace(tzinfo=None)
    last = until.astimezone(repeats.zone).replace(tzinfo=None)
    begin = since.astimezone(repeats.zone).replace(tzinfo=None) - _WIDEST_TURN
    rule = rrulestr(_bounded(repeats, last + _WIDEST_TURN), dtstart=first)
    for wall in rule.xafter(max(begin, first), inc=True) if last > first else ():
        aware = wall.replace(tzinfo=repeats.zone).astimezone(UTC)
        if aware >= until:
            return
        if (
            aware >= since
            and wall not in repeats.without
            and not (repeats.only_workdays and not days.is_working_day(wall.date()))
        ):
            yield aware


def _bounded(repeats: Repeats, last: datetime) -> str:
    """The rule with an end: one that never comes again would otherwise be sought until the year 9999."""
    rule = _local(repeats.rule, repeats.zone)
    end = f"{last:%Y%m%dT%H%M%S}"
    if "COUNT=" in rule:
        return rule
    if said := re.search(r"UNTIL=(\d{8}T\d{6})", rule):
        return rule.replace(said[0], f"UNTIL={min(said[1], end)}")
    return f"{rule};UNTIL={end}"


def last_start(repeats: Repeats) -> datetime | None:
    """The last start of a rule that ends; None for one without an end."""
    if not repeats.rule:
        return repeats.start
    if "COUNT=" not in repeats.rule and "UNTIL=" not in repeats.rule:
        return None
    far = repeats.start + timedelta(days=365 * _YEARS_AHEAD)
    return max(starts_between(repeats, repeats.start, far), default=repeats.start)


def walls_of(texts: Collection[str]) -> frozenset[datetime]:
    """Local starts as they are stored."""
    return frozenset(datetime.fromisoformat(text) for text in texts)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins there."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
