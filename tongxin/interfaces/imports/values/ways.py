"""Values that reach somebody: phones, mail addresses; and the social credit code, which is checked like them."""

import re
from typing import Final, TypeAlias

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.chinese.phones import InvalidPhone, Phone, find_phones, parse_phone
from tongxin.base.chinese.uscc import InvalidUSCC, check_uscc

from .refusal import ValueRefused
from .regions import HOME, NEAR

Point: TypeAlias = tuple[str, str]  # (value to compare, form to show)

_PARTS: Final = re.compile(r"[;；,，、/|\n\r]+|\s{2,}| 或 | or ")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_AMERICAN: Final = re.compile(r"\(?[2-9]\d{2}\)?[\s.-]*\d{3}[\s.-]\d{4}")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_MAILS: Final = re.compile(r"[^\s<>;；,，、|/()\"“”]+")
_LONGEST: Final = 254


def named(value: str, refusal: ValueRefused) -> str:
    """Which of several values in a cell is refused, and why."""
    return _("%(value)s: %(reason)s") % {"value": value, "reason": refusal}


def _point(phone: Phone) -> Point:
    if phone.kind == "landline" and not phone.e164.startswith("+"):
        raise ValueRefused(_("The area code is missing; write it like 0512-%(number)s.") % {"number": phone.e164})
    return (f"{phone.e164};ext={phone.extension}" if phone.extension else phone.e164), phone.display


def phone(text: str, region: str = HOME) -> Point:
    """One number; `region` is where it belongs when it names no country. Raises ValueRefused."""
    if region in NEAR and _MOBILE.fullmatch(text):
        return f"+86{text}", f"{text[:3]} {text[3:7]} {text[7:]}"
    if _SCIENTIFIC.fullmatch(text):
        raise ValueRefused(_("The spreadsheet has shortened this number; format the column as text and save again."))
    if len(text) > _LONGEST:
        raise ValueRefused(_("This is no phone number."))
    try:
        return _point(parse_phone(text, region=region))
    except InvalidPhone as error:
        if region in NEAR and region != HOME:
            return phone(text)
        if _AMERICAN.fullmatch(text):
            reason = _("This looks like a number abroad; write it with its country code, like +1 503 555 9831.")
            raise ValueRefused(reason) from error
        raise ValueRefused(str(error)) from error


def phones(text: str, region: str = HOME) -> list[Point]:
    """All numbers of a cell. What is wrong is refused, the rest kept."""
    line = clean(text)
    try:
        return [phone(line, region)]
    except ValueRefused as refusal:
        whole = str(refusal)
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    found: dict[str, str] = {}
    wrong = ""
    for part in parts:
        try:
            value, shown = phone(part, region)
            found[value] = shown
        except ValueRefused as refusal:
            inside = dict(_point(one) for _raw, one in find_phones(part) if one.e164.startswith("+"))
            found |= inside
            wrong = wrong if inside else (whole if len(parts) == 1 else named(part[:60], refusal))
    if wrong:
        raise ValueRefused(wrong, list(found.items()) or None)
    return list(found.items())


def mails(text: str) -> list[Point]:
    """All mail addresses of a cell."""
    found: dict[str, str] = {}
    wrong = ""
    pieces = _MAILS.findall(clean(text))
    for piece in [piece for piece in pieces if "@" in piece] or pieces[:1] or [text]:
        address = piece.removeprefix("mailto:").strip(".:：")
        try:
            validate_email(address.lower())
        except ValidationError:
            wrong = _("“%(text)s” is not a mail address; it needs one @ and a domain.") % {"text": piece[:80]}
            continue
        found[address.lower()] = address
    if wrong:
        raise ValueRefused(wrong, list(found.items()) or None)
    return list(found.items())


def credit_code(text: str) -> str:
    """A social credit code with its check digit. Raises ValueRefused."""
    if _SCIENTIFIC.fullmatch(text):
        raise ValueRefused(_("The spreadsheet has shortened this number; format the column as text and save again."))
    try:
        return check_uscc(text)
    except InvalidUSCC as error:
        raise ValueRefused(str(error)) from error
