"""Reads the photo of a card: its bytes on standard input, JSON with `lines` and `codes` on standard output.

Run by photos.py in a process of its own: a picture made to break a reader breaks that process alone, and the memory of the models is given back.
Ends with 3 when the bytes are no picture.
"""

import json
import sys
from typing import Any

import cv2
import numpy
import zxingcpp
from rapidocr import RapidOCR

NO_PICTURE = 3
_LONGEST_SIDE = 2_000
_LEAST_SURE = 0.6


def _codes(picture: "cv2.typing.MatLike") -> list[str]:
    """Texts of the QR codes."""
    return [
        found.text
        for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        if found.text
    ]


def _lines(picture: "cv2.typing.MatLike") -> list[str]:
    read: Any = RapidOCR(params={"Global.log_level": "error"})(
        picture
    )  # Any: a union of results by step; all steps give lines
    return [text for text, sure in zip(read.txts or (), read.scores or (), strict=True) if sure >= _LEAST_SURE]


def main() -> int:
    """Status for the parent process."""
    picture = cv2.imdecode(numpy.frombuffer(sys.stdin.buffer.read(), dtype=numpy.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        return NO_PICTURE
    if (shrink := _LONGEST_SIDE / max(picture.shape[:2])) < 1:
        picture = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    codes = _codes(picture)
    # A code that holds a whole card leaves nothing to be guessed from the letters.
    sys.stdout.write(json.dumps({"codes": codes, "lines": [] if codes else _lines(picture)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
