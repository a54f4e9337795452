"""The citizen's identity number of GB 11643: six digits of place, birthday, serial number, check sign. Sensitive: mask it."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.chinese.folding import fold
from tongxin.base.lazy import LazyText

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"
# Of provinces, first two digits; 83 and 91 are used for residents of Taiwan and for foreigners. A place may have been
# renamed or dissolved since the number was given, so the district itself is not checked.
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83, 91}
)
_shape = re.compile(r"\d{17}[\dX]")
_separators = re.compile(r"[\s\-]+")


class InvalidResidentId(ValueError):
    """Text that is no identity number; `code` names the fault for programs, `reason` says it without repeating the number."""

    def __init__(self, reason: LazyText, code: str = "") -> None:
        super().__init__(reason, code)
        self.reason = reason
        self.code = code

    def __str__(self) -> str:
        return str(self.reason)


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A valid number and what it says."""

    number: str
    born_on: date
    is_male: bool
    province: str


def check_resident_id(text: str) -> ResidentId:
    """The identity number in `text`, with X in capitals. Raises `InvalidResidentId`."""
    number = _separators.sub("", fold(text)).upper()
    if len(number) != 18:
        raise InvalidResidentId(
            format_lazy(_("An identity number has 18 characters, this has {count}."), count=len(number)), "length"
        )
    if not _shape.fullmatch(number) or not number.isascii():
        raise InvalidResidentId(_("An identity number has 17 digits and then a digit or X."), "format")
    if int(number[:2]) not in _PROVINCES:
        raise InvalidResidentId(_("The first two digits name no province."), "region")
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise InvalidResidentId(_("Digits 7 to 14 are no day of birth."), "date") from error
    if number[-1] != resident_id_check_sign(number[:17]):
        raise InvalidResidentId(_("The last character does not fit: at least one digit was mistyped."), "checksum")
    return ResidentId(number, born_on, int(number[16]) % 2 == 1, number[:2] + "0000")


def resident_id_check_sign(first_seventeen: str) -> str:
    """The 18th sign of GB 11643: weighted sum modulo 11, looked up in 10X98765432."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK_SIGNS[total % 11]


def mask(number: str) -> str:
    """A number with the birthday and most else hidden: 110***********002X keeps province and the last four signs."""
    return f"{number[:3]}{'*' * max(0, len(number) - 7)}{number[-4:]}" if len(number) > 7 else "*" * len(number)
