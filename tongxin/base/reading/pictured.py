"""The text of a photographed card, as if it had been pasted."""

import re

from .photos import read_photo

_LABELS = {"N": "姓名：", "ORG": "公司：", "TITLE": "职务：", "ADR": "地址：", "NOTE": "备注："}
_part = re.compile(r"([A-Z]+):((?:\\.|[^;\\])*);")


def text_of_photo(data: bytes) -> str:
    """A contact card from its QR code, else the printed lines with the texts of other codes behind them. Raises Unreadable."""
    photo = read_photo(data)
    cards = [_as_lines(code) for code in photo.codes if code.upper().startswith(("BEGIN:VCARD", "MECARD:"))]
    return cards[0] if cards else "\n".join([*photo.lines, *photo.codes])


def _as_lines(code: str) -> str:
    """A MECARD of Japanese phones line by line; a vCard as it is."""
    if not code.upper().startswith("MECARD:"):
        return code
    parts = _part.findall(code[len("MECARD:") :])
    return "\n".join(_LABELS.get(name, "") + re.sub(r"\\(.)", r"\1", value) for name, value in parts)
