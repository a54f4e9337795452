"""统一社会信用代码, the unified social credit code of GB 32100-2015, and the organisation code (GB 11714) inside it."""

import re

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.chinese.folding import fold
from tongxin.base.lazy import LazyText

LENGTH = 18
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {sign: value for value, sign in enumerate(SIGNS)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
# Registering authority and kind of body, the first two signs.
_AUTHORITIES = "123456789ANY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_shape = re.compile(rf"[{_AUTHORITIES}][{SIGNS}]\d{{6}}[{SIGNS}]{{10}}")
_separators = re.compile(r"[\s\-_.·]+")


class InvalidUSCC(ValueError):
    """Text that is no credit code; `code` names the fault for programs, `reason` says what is wrong and how to mend it."""

    def __init__(self, reason: LazyText, code: str = "") -> None:
        super().__init__(reason, code)
        self.reason = reason
        self.code = code

    def __str__(self) -> str:
        return str(self.reason)


def check_uscc(text: str) -> str:
    """The code in `text` as 18 capital signs, whatever its case, width and spacing. Raises `InvalidUSCC`."""
    code = _separators.sub("", fold(text)).upper()
    if len(code) != LENGTH:
        raise InvalidUSCC(
            format_lazy(
                _("A credit code has 18 characters, this has {count}. Copy it again from the business licence."),
                count=len(code),
            ),
            "length",
        )
    for place, sign in enumerate(code, start=1):
        if sign not in _VALUES:
            raise InvalidUSCC(
                format_lazy(
                    _("Character {place} is “{sign}”; a credit code has digits and capitals without I, O, S, V, Z."),
                    place=place,
                    sign=sign,
                ),
                "character",
            )
    if not _shape.fullmatch(code):
        raise InvalidUSCC(
            _("The first sign names the registering authority, and signs 3 to 8 are the digits of a place."), "format"
        )
    if code[-1] != uscc_check_sign(code[:17]):
        raise InvalidUSCC(_("The check digit does not fit: at least one character was mistyped."), "checksum")
    return code


def is_uscc(text: str) -> bool:
    """Whether `text` holds a valid credit code."""
    try:
        check_uscc(text)
    except InvalidUSCC:
        return False
    return True


def uscc_check_sign(first_seventeen: str) -> str:
    """The 18th sign: (31 - sum of value times 3^place modulo 31) modulo 31 in the alphabet of GB 32100-2015."""
    total = sum(_VALUES[sign] * weight for sign, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return SIGNS[-total % 31]


def organisation_code_matches(uscc: str) -> bool:
    """Whether the organisation code at places 9–17 bears its own check sign (GB 11714). A mismatch is worth a warning only."""
    body, check = uscc[8:16], uscc[16:17]
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return check == "0123456789X0"[11 - total % 11]
