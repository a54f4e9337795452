"""What a cell looks like at a glance: enough to tell a heading from a value."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from .cells import Cell, CellError, as_text

Shape: TypeAlias = Literal["blank", "number", "day", "phone", "mail", "address", "company", "long", "word"]

_NUMBER: Final = re.compile(r"[-+(]?[¥￥$€£]?\s*\d[\d,，\s]*(\.\d+)*(,\d+)?[%)）元]?")
_DAY: Final = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}(\s*[-/.月]\s*\d{1,2}\s*日?)?([ T]\d{1,2}:\d{2}.*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}( .*)?"
)
_PHONE: Final = re.compile(r"(\+|00)?[\d()（）][\d\s()（）-]{6,22}\d(\s*[转x]\s*\d+)?")
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_WEB: Final = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(com|cn|net|org|tw|hk|io|tv)(/\S*)?", re.IGNORECASE)
_COMPANY: Final = re.compile(
    r".{2,}(公司|集团|集團|工厂|工廠|[^\W\d_]厂|商行|事务所|合作社|經銷部|经营部)([(（].*[)）])?"
    r"|.{3,}[ ,](Inc|Ltd|LLC|GmbH|Corp|Limited|Company)\.?",
    re.IGNORECASE,
)
_COMPANY_WORDS: Final = re.compile(
    r"(所属|所屬|上级|上級|母|分|子|总|總|父级?|关联|客户|客戶|合作|本|贵|我)?(公司|集团|集團|工厂)"
)
_HEADING_LENGTH: Final = 40
_VALUE_LENGTH: Final = 200


def shape(cell: Cell) -> Shape:
    """The first shape that fits; text that fits none is a word, or long when no heading would be so long."""
    match cell:
        case None | CellError():
            return "blank"
        case bool():
            return "word"
        case int() | float() | Decimal():
            return "number"
        case datetime() | date() | time():
            return "day"
        case _:
            return text_shape(as_text(cell))


def text_shape(text: str) -> Shape:
    """As `shape`, for text alone."""
    if not text:
        return "blank"
    # Before any pattern: on a text of a hundred thousand digits they would take minutes.
    if len(text) > _VALUE_LENGTH:
        return "long"
    if text[0].isdigit() or text[0] in "+-(（¥￥$€£":
        if _DAY.fullmatch(text):
            return "day"
        if _NUMBER.fullmatch(text):
            return "number"
        if _PHONE.fullmatch(text):
            return "phone"
    if _MAIL.fullmatch(text):
        return "mail"
    if _WEB.fullmatch(text):
        return "address"
    if len(text) > _HEADING_LENGTH or text.count("\n") > 3 or "。" in text:
        return "long"
    return "company" if _COMPANY.fullmatch(text) and not _COMPANY_WORDS.fullmatch(text) else "word"
