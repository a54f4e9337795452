"""Times of day: 下午3点半, 15:00, 3:30pm, 3点到5点, noon; and the words for a part of the day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .letters import HAN_NUMBER, read_number


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `days` is 1 when it falls after midnight (晚上12点). Without `exact` only a part of the day was named."""

    start: int
    end: int
    hour: int
    minute: int = 0
    exact: bool = True
    sure: bool = True
    part: str | None = None
    days: int = 0
    until: "Clock | None" = None
    spoken: int = 0
    half: bool = False

    def within(self, part: str | None) -> "Clock":
        """The same words said of a part of the day: 8点 of 今晚 is 20:00."""
        if part is None or self.part is not None or self.spoken > 12 or not self.exact:
            return self
        hour, days, sure = _hour_24(self.spoken, part)
        return replace(
            self,
            hour=hour % 24,
            days=days + hour // 24,
            sure=sure,
            part=part,
            until=self.until and self.until.within(part),
        )


PARTS = {"dawn": 5, "early": 8, "morning": 9, "noon": 12, "afternoon": 14, "dusk": 18, "evening": 19}
"""The parts of a day, and the hour at which each usually begins for people at work."""

PART_WORDS = {
    "凌晨": "dawn", "清晨": "early", "早晨": "early", "早上": "early", "清早": "early", "上午": "morning", "中午": "noon",
    "下午": "afternoon", "午后": "afternoon", "傍晚": "dusk", "晚上": "evening", "夜里": "evening", "夜晚": "evening",
    "晚间": "evening", "早": "early", "晚": "evening", "夜": "evening",
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "evening",
    "am": "morning", "pm": "afternoon",
}  # fmt: skip

_PART = r"(?:(?P<part>凌晨|清晨|早晨|早上|清早|上午|中午|下午|午后|傍晚|晚上|夜里|夜晚|晚间|(?<!最)[早晚]) ?)?"
_HOUR = rf"(?:[0-9]{{1,2}}|{HAN_NUMBER}{{1,3}})"
_MINUTE = rf"半|整|[一三123]刻|[0-9]{{2}}分?|[0-9]分|{HAN_NUMBER}{{2,3}}分?|{HAN_NUMBER}分"
_AM = r"(?: ?(?P<am>[ap])\.?m\b\.?)"
# 三点建议, 便宜一点, 有3点要求: points and degrees, not hours.
_NOT_POINT = r"(?<![0-9.第几差提有这])"
_POINT = r"(?:点钟?|时(?![候间段期机代]))"
_NO_MATTER = (
    r"(?![0-9%儿]|建议|要求|意见|问题|内容|原因|说明|需求|反馈|共识|想法|疑问|差异|优惠|优势|变化|[以之]?[上下]浮)"
)


def _hour_24(hour: int, part: str | None) -> tuple[int, int, bool]:
    """Hour and day offset for an hour as spoken, and whether it could be read in one way only."""
    if part in ("afternoon", "dusk") or (part == "noon" and hour < 10):
        return (hour + 12 if hour < 12 else hour), 0, True
    if part == "evening":
        if 5 <= hour < 12:
            return hour + 12, 0, True
        return (hour % 12, 1, hour == 12) if hour <= 12 else (hour, 0, True)
    if part is not None:
        return (0 if part == "dawn" and hour == 12 else hour), 0, True
    # Nobody meets a customer at three at night: a bare 1 to 6 is said of the afternoon.
    return (hour + 12, 0, False) if 1 <= hour <= 6 else (hour, 0, hour != 7)


def _clock(match: re.Match[str], hour: str, minute: int, part: str | None, said_in_full: bool = False) -> Clock | None:
    value = read_number(hour)
    if value > 24 or minute > 59:
        return None
    full = said_in_full or value > 12 or (len(hour) == 2 and hour[0] == "0") or value == 0
    spoken, days, sure = (value, 0, True) if full and part is None else _hour_24(value, part)
    if spoken == 24:
        spoken, days = 0, days + 1
    return Clock(match.start(), match.end(), spoken, minute, sure=sure, part=part, days=days, spoken=value)


def _chinese(match: re.Match[str]) -> Clock | None:
    said, minute = match["minute"] or "", 0
    if said == "半":
        minute = 30
    elif said.endswith("刻"):
        minute = 15 * read_number(said[0])
    elif said and said != "整":
        minute = read_number(said.rstrip("分"))
    part = match["part"]
    if part is None and not said and match["hour"] in ("一", "几"):
        return None
    return _clock(match, match["hour"], minute, PART_WORDS[part] if part else None)


def _colon(match: re.Match[str]) -> Clock | None:
    part = match["part"] or (match["am"] and match["am"] + "m")
    return _clock(match, match["hour"], int(match["minute"]), PART_WORDS[part] if part else None)


def _english(match: re.Match[str]) -> Clock | None:
    hour = int(match["hour"])
    if hour > 12:
        return _clock(match, match["hour"], int(match["minute"] or 0), None)
    if hour == 12:
        hour = 0 if match["am"] == "a" else 12
    return _clock(match, str(hour), int(match["minute"] or 0), PART_WORDS[match["am"] + "m"], said_in_full=True)


def _at_hour(match: re.Match[str]) -> Clock | None:
    return _clock(match, match["hour"], 0, None)


def _word(match: re.Match[str]) -> Clock:
    midnight = match["word"] == "midnight"
    return Clock(match.start(), match.end(), 0 if midnight else 12, days=int(midnight), spoken=24 if midnight else 12)


def _part_alone(match: re.Match[str]) -> Clock:
    part = PART_WORDS[match["part"]]
    return Clock(match.start(), match.end(), PARTS[part], exact=False, part=part)


def _half_said(match: re.Match[str]) -> Clock | None:
    """The first of 下午3-5点 and 3-5pm; the second is read by its own rule and joined."""
    part = match["part"] or (match["am"] and match["am"] + "m")
    clock = _clock(match, match["hour"], 0, PART_WORDS[part] if part else None)
    return None if clock is None else replace(clock, half=True)


_ENGLISH_AFTER = r"(?= *(?:$|[,.;!?)，。；！]|(?:with|to|on|for|and|about|next|this|tomorrow|today|tonight|mon|tue|wed|thu|fri|sat|sun)))"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Clock | None]], ...] = (
    (
        re.compile(rf"{_PART}{_NOT_POINT}(?P<hour>{_HOUR}) ?{_POINT}(?P<minute>{_MINUTE})?{_NO_MATTER}", re.ASCII),
        _chinese,
    ),
    (
        re.compile(
            rf"(?:at )?{_PART}(?<![0-9:.])(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?::[0-9]{{2}})?(?![0-9:]){_AM}?",
            re.ASCII,
        ),
        _colon,
    ),
    (
        re.compile(rf"(?:\bat )?(?<![0-9:.])\b(?P<hour>[0-9]{{1,2}})(?:[:.](?P<minute>[0-9]{{2}}))?{_AM}", re.ASCII),
        _english,
    ),
    (
        re.compile(
            rf"(?<![0-9:.])(?:(?:\bat|@) ?(?=[0-9]{{1,2}}(?: ?o'|{_ENGLISH_AFTER}))|(?=[0-9]{{1,2}} ?o'))(?P<hour>[0-9]{{1,2}})(?: ?o'clock\b)?",
            re.ASCII,
        ),
        _at_hour,
    ),
    (re.compile(r"(?:\bat )?\b(?P<word>noon|midday|midnight)\b|(?P<zh>正午)", re.ASCII), _word),
    (
        re.compile(r"(?P<part>凌晨|清晨|早晨|早上|上午|中午|下午|午后|傍晚|晚上|夜里)(?![好茶饭餐班])", re.ASCII),
        _part_alone,
    ),
    (
        re.compile(
            rf"{_PART}(?<![0-9:./-])(?P<hour>[0-9]{{1,2}})(?= ?[-~到至] ?(?:[0-9]{{1,2}} ?点|[0-9]{{1,2}}(?::[0-9]{{2}})?{_AM}))",
            re.ASCII,
        ),
        _half_said,
    ),
)


def read_clocks(folded: str) -> Iterator[Clock]:
    """Every time of day in a folded text; readings may overlap, the caller keeps the longest."""
    for pattern, read in _RULES:
        for match in pattern.finditer(folded):
            clock = read(match)
            if clock is not None:
                yield clock


_TO = re.compile(r" ?(?:到|至|[-~]|to|until|till) ?")


def join_spans(clocks: list[Clock], folded: str) -> list[Clock]:
    """Two times of day with "to" between them become one with an end; 下午3点到5点 ends in the afternoon too."""
    joined: list[Clock] = []
    for clock in clocks:
        last = joined[-1] if joined else None
        if last and last.until is None and last.exact and clock.exact and _TO.fullmatch(folded, last.end, clock.start):
            end = clock.within(last.part)
            if (end.days, end.hour, end.minute) <= (last.days, last.hour, last.minute) and end.hour < 12:
                end = replace(end, hour=end.hour + 12)
            joined[-1] = replace(last, end=end.end, until=end, half=False)
        else:
            joined.append(clock)
    return [clock for clock in joined if not clock.half]
