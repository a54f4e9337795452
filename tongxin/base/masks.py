"""Values shown in part, so that somebody can tell which one it is without being able to use it."""

import re
from collections.abc import Callable

from tongxin.base.chinese.phones import InvalidPhone, parse_phone

_LONG, _SHORT = 11, 8
MAIL = re.compile(r"(?<![^@\s])[^@\s]+@[^@\s]+\.[^@\s]+")


def masked_phone(number: str) -> str:
    """The number with its middle hidden: 138****8000. Of short ones less is left, of very short ones nothing."""
    digits = re.sub(r"\D", "", number)
    if len(digits) > _LONG and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) >= _LONG:
        return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
    return f"{digits[:2]}****{digits[-2:]}" if len(digits) >= _SHORT else "****"


def masked_mail(address: str) -> str:
    """The first sign and the domain: a***@example.com."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}***@{domain}" if at else "****"


def masked_code(text: str) -> str:
    """The first three and last four signs of a long number or name; of a short one the first, of a very short one nothing."""
    if len(text) >= _LONG:
        return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"
    return f"{text[:1]}****" if len(text) > 1 else "****"


def masked_day(day: str) -> str:
    """Nothing of a day but that there is one."""
    return "****-**-**"


def masked_address(text: str) -> str:
    """The part before the street is shown by other fields; here only that there is an address."""
    return "****"


MASKS: dict[str, Callable[[str], str]] = {
    "phones": masked_phone,
    "emails": masked_mail,
    "uscc": masked_code,
    "tax_number": masked_code,
    "external_id": masked_code,
    "birthday": masked_day,
    "address": masked_address,
}


def masked(field: str, text: str) -> str:
    """The text of a field as those see it for whom it is masked; fields without a mask of their own show nothing."""
    mask = MASKS.get(field)
    return mask(text) if mask is not None and text else ""


def is_whole(text: str) -> bool:
    """Whether this is a whole number or mail address: whoever types it knows it already, so finding by it tells nothing new."""
    if MAIL.fullmatch(text.strip()):
        return True
    try:
        return parse_phone(text.strip()).kind in ("mobile", "landline")
    except InvalidPhone:
        return False
