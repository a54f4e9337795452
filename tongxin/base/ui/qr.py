"""QR codes as drawings for a page: black on white in every theme, for that is what scanners read."""

import segno
from django.utils.safestring import SafeString


class TooLongForACode(ValueError):
    """More text than the largest QR code holds (about 2,300 bytes at this strength)."""


def qr_drawing(text: str, label: str) -> SafeString:
    """An SVG of the code with `label` as its accessible name. A fifth of it may be dirty or covered (level M). Raises TooLongForACode."""
    try:
        code = segno.make(text, error="m", micro=False, encoding="utf-8", boost_error=False)
    except segno.DataOverflowError as error:
        raise TooLongForACode(str(error)) from error
    drawing = code.svg_inline(scale=4, dark="#000", light="#fff", title=label, svgclass="qr", lineclass=None)
    return SafeString(drawing)  # segno escapes the title; the text itself is drawn, not written
