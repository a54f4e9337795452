"""Telephone numbers as Chinese offices write them, stored as E.164.

Mainland numbers are read by own rules, which know hotlines and new prefixes; all others by libphonenumber.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import phonenumbers
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.chinese.folding import fold
from tongxin.base.lazy import LazyText

Kind = Literal["mobile", "landline", "hotline", "other"]

_AREA = r"(?:10|2\d|[3-9]\d{2})"
_mobile = re.compile(r"0?(1[3-9]\d{9})")
_landline = re.compile(rf"(0?)({_AREA})([1-9]\d{{6,7}})")
_hotline = re.compile(r"[48]00[0-9]\d{6}")
_short = re.compile(r"1\d{2,5}|9\d{4,5}")
_local = re.compile(r"[2-9]\d{6,7}")
_country = re.compile(r"(?:\+|00)86|86(?=[\s\-.()]*(?:1[3-9]|0?10|0?2\d|[48]00|0[3-9])[\d\s\-.()]{7,})")
_abroad = re.compile(r"\(?0[2-8]\)?[\s-]")
_extension = re.compile(r"(?<![\s,;(])[\s,;(]*(?:转(?:分机)?|分机(?:号)?|ext(?:ension)?\.?|x|#)[\s:.]*(\d{1,6})\)?$")
_dash_extension = re.compile(r"(?<!\s)\s*-\s*(\d{1,6})$")
_separators = re.compile(r"[\s\-‐-―−~.()/·]+")
_label = re.compile(r"^(?:tel|mob(?:ile)?|phone|fax|电话|手机(?:号码?)?|联系电话|传真|座机|固话)\s*[:.]?\s*", re.I)

_candidate = re.compile(
    rf"""(?<![\dA-Za-z])(?:
        (?:(?:\+|00)?86[\s-]?)?1[3-9]\d[\s-]?\d{{4}}[\s-]?\d{{4}}
      | (?:(?:\+|00)?86[\s-]?)?\(?0{_AREA}\)?[\s-]?\d{{3,4}}[\s-]?\d{{4}}(?:\s?-\s?\d{{1,6}})?
      | (?:\+|00)86[\s-]?{_AREA}[\s-]?\d{{3,4}}[\s-]?\d{{4}}(?:\s?-\s?\d{{1,6}})?
      | [48]00[\s-]?\d{{3}}[\s-]?\d{{4}} | [48]00[\s-]?\d{{4}}[\s-]?\d{{3}}
      | \+(?!86)[1-9]\d{{0,2}}[\s-]?\(?\d{{1,4}}\)?(?:[\s-]?\d{{2,4}}){{2,4}}
    )(?:\s?(?:转(?:分机)?|分机|ext\.?)\s?\d{{1,6}})?(?![\dA-Za-z])""",
    re.VERBOSE | re.IGNORECASE,
)
_same_length = {0xFF10 + n: 0x30 + n for n in range(10)} | {
    0xFF0B: "+", 0xFF0D: "-", 0xFF08: "(", 0xFF09: ")", 0x3000: " ", 0xA0: " ", 0x2013: "-", 0x2014: "-", 0x8F49: "转",
}  # fmt: skip


class InvalidPhone(ValueError):
    """Text that is no telephone number; `code` names the fault for programs, `reason` says it to people."""

    def __init__(self, code: str, reason: LazyText) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


@dataclass(frozen=True, slots=True)
class Phone:
    """One number. `e164` is E.164, or the bare digits of a short hotline or of a local number without area code."""

    e164: str
    kind: Kind
    extension: str = ""

    @property
    def display(self) -> str:
        return display_phone(self.e164) + (f"-{self.extension}" if self.extension else "")


@lru_cache(maxsize=2_048)
def parse_phone(text: str, *, region: str = "CN") -> Phone:
    """The number written in `text`; `region` is where numbers without a country code belong. Raises `InvalidPhone`."""
    if region == "CN" and text.isascii() and (plain := _mobile.fullmatch(text)):
        return Phone("+86" + plain[1], "mobile")
    written = _label.sub("", fold(text)).removesuffix(".0")
    number, extension = _split(_extension, written)
    country = _country.match(number)
    if not country and (region != "CN" or number.startswith(("+", "00"))):
        return _parse_abroad(number, extension, region)
    if not country and _abroad.match(number):
        raise InvalidPhone(
            "country", _("No area code here is this short; write it with its country code, like +886 2 2712 3456.")
        )
    digits = _digits(number[country.end() :] if country else number)
    if found := _mainland(digits, is_international=country is not None):
        return Phone(*found, extension)
    shorter, dashed = _split(_dash_extension, number)
    if dashed and not extension:
        digits_before = _digits(shorter[country.end() :] if country else shorter)
        found = _mainland(digits_before, is_international=country is not None)
        if found and not _short.fullmatch(digits_before):  # a hotline of five digits has no extensions
            return Phone(*found, dashed)
    raise _fault(digits)


def find_phones(text: str) -> list[tuple[str, Phone]]:
    """Every number inside free `text`, as (how it is written there, number), in order of appearance."""
    level = text.translate(_same_length)
    found = []
    for match in _candidate.finditer(level):
        try:
            phone = parse_phone(match[0])
        except InvalidPhone:
            continue
        found.append((text[match.start() : match.end()], phone))
    return found


@lru_cache(maxsize=2_048)
def display_phone(e164: str) -> str:
    """A stored number as people read it: `138 0013 8000`, `010 6552 9988`, `400 050 0827`, `+852 5123 4567`."""
    if not e164.startswith("+86"):
        return _display_abroad(e164) if e164.startswith("+") else e164
    national = e164[3:]
    if _mobile.fullmatch(national):
        return f"{national[:3]} {national[3:7]} {national[7:]}"
    if _hotline.fullmatch(national):
        return f"{national[:3]} {national[3:6]} {national[6:]}"
    if match := _landline.fullmatch(national):
        return f"0{match[2]} {match[3][:-4]} {match[3][-4:]}"
    return national


def mask_phone(e164: str) -> str:
    """A stored number with its middle hidden: `138****8000`. Hotlines are public and stay whole."""
    national = e164.removeprefix("+86")
    if _hotline.fullmatch(national) or len(national) < 7:
        return national
    if e164.startswith("+86") and not _mobile.fullmatch(national):
        national = "0" + national
    hidden = min(4, len(national) - 4)
    return f"{national[: -hidden - 4]}{'*' * hidden}{national[-4:]}"


def _split(pattern: re.Pattern[str], written: str) -> tuple[str, str]:
    match = pattern.search(written)
    return (written[: match.start()], match[1]) if match else (written, "")


def _digits(number: str) -> str:
    digits = _separators.sub("", number)
    if not digits:
        raise InvalidPhone("empty", _("There is no number here."))
    if not digits.isdecimal():
        stranger = next(sign for sign in digits if not sign.isdecimal())
        raise InvalidPhone("characters", format_lazy(_("“{sign}” does not belong in a phone number."), sign=stranger))
    return digits


def _mainland(digits: str, *, is_international: bool) -> tuple[str, Kind] | None:
    if match := _mobile.fullmatch(digits):
        return "+86" + match[1], "mobile"
    if _hotline.fullmatch(digits):
        return "+86" + digits, "hotline"
    # Spreadsheets eat the leading zero of area codes, so a landline may arrive without it; then its length must be full.
    if (match := _landline.fullmatch(digits)) and (match[1] or len(digits) >= (10 if len(match[2]) == 2 else 11)):
        return "+86" + match[2] + match[3], "landline"
    if is_international:
        return None
    if _short.fullmatch(digits):
        return digits, "hotline"
    return (digits, "landline") if _local.fullmatch(digits) else None


def _fault(digits: str) -> InvalidPhone:
    count = len(digits)
    if digits[0] == "0":
        return InvalidPhone(
            "landline", format_lazy(_("A landline is area code and 7–8 digits; {digits} is not."), digits=digits)
        )
    if digits[0] == "1" and count == 11:
        return InvalidPhone("prefix", format_lazy(_("No Chinese mobile begins with {start}."), start=digits[:2]))
    if digits[0] != "1" and count == 11:
        return InvalidPhone("prefix", _("A Chinese mobile begins with 1; a landline needs its area code."))
    return _wrong_length("short" if count < 11 else "long", abs(11 - count))


def _wrong_length(code: str, by: int) -> InvalidPhone:
    if code == "short":
        reason = _("one digit short — 11 needed") if by == 1 else _("{by} digits short — 11 needed")
    else:
        reason = _("one digit too many — 11 needed") if by == 1 else _("{by} digits too many — 11 needed")
    return InvalidPhone(code, format_lazy(reason, by=by))


def _parse_abroad(number: str, extension: str, region: str) -> Phone:
    # Dialled from China, 00 stands for the plus sign.
    international = "+" + number[2:] if number.startswith("00") and region == "CN" else number
    try:
        parsed = phonenumbers.parse(international, region)
    except phonenumbers.NumberParseException as error:
        raise InvalidPhone("country", _("This number does not begin with a known country code.")) from error
    match phonenumbers.is_possible_number_with_reason(parsed):
        case phonenumbers.ValidationResult.TOO_SHORT:
            raise InvalidPhone("short", _("This number is too short for its country."))
        case phonenumbers.ValidationResult.TOO_LONG:
            raise InvalidPhone("long", _("This number is too long for its country."))
        case phonenumbers.ValidationResult.INVALID_LENGTH | phonenumbers.ValidationResult.INVALID_COUNTRY_CODE:
            raise InvalidPhone("country", _("No number of this country looks like this."))
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, _kind_abroad(parsed), extension or parsed.extension or "")


def _kind_abroad(parsed: phonenumbers.PhoneNumber) -> Kind:
    kinds = phonenumbers.PhoneNumberType
    match phonenumbers.number_type(parsed):
        case kinds.MOBILE | kinds.FIXED_LINE_OR_MOBILE:
            return "mobile"
        case kinds.FIXED_LINE:
            return "landline"
        case kinds.TOLL_FREE | kinds.SHARED_COST | kinds.UAN:
            return "hotline"
    return "other"


def _display_abroad(e164: str) -> str:
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
