"""Photos of cards, read by the real reader of letters in a process of its own."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from django.utils import translation

from tongxin.base.chinese.signatures import read_signature
from tongxin.base.reading.photos import PHOTO_BYTES, can_read_photos, is_photo, read_photo
from tongxin.base.reading.pictured import text_of_photo
from tongxin.base.reading.refusal import Unreadable

PICTURES = Path(__file__).parent / "pictures"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:马志远\r\nORG:苏州恒润精密机械有限公司\r\nTEL:+8613951234567\r\nEND:VCARD\r\n"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def picture(text: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False, encoding="utf-8").save(drawn, kind="png", scale=6, border=6)
    return drawn.getvalue()


def test_a_tilted_blurred_card_is_read_and_taken_apart():
    found = read_signature(text_of_photo((PICTURES / "card_tilted.jpg").read_bytes()))
    assert (found.name, found.company) == ("马志远", "苏州恒润精密机械有限公司")
    assert found.phones == ["13951234567", "0512-62881688"]
    assert found.faxes == ["0512-62881699"]
    assert found.emails == ["mazy@hengrun-pm.com"]
    assert found.address == "江苏省苏州市工业园区星湖街328号8栋"


def test_a_dark_card_in_two_languages_is_read():
    found = read_signature(text_of_photo((PICTURES / "card_dark.jpg").read_bytes()))
    assert (found.name, found.company, found.title) == ("沈丽", "澄江水务集团", "设备主管")
    assert found.phones == ["13801234567", "(0510) 8660-1234 转 806"]


def test_the_code_on_a_card_says_it_all():
    assert text_of_photo(picture(CARD)) == CARD
    mecard = "MECARD:N:马志远;ORG:恒润\\;精密;TEL:13951234567;EMAIL:ma@hengrun.example;;"
    assert text_of_photo(picture(mecard)).splitlines() == [
        "姓名：马志远", "公司：恒润;精密", "13951234567", "ma@hengrun.example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff" + b"no picture behind this beginning", "no picture"),
        (b"\x89PNG\r\n\x1a\n", "no picture"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "HEIC"),
        (b"\xff\xd8\xff" + bytes(PHOTO_BYTES), "larger than 15 MB"),
    ],
)
def test_what_cannot_be_read_says_why(data, said):
    assert is_photo(data)
    with pytest.raises(Unreadable, match=said):
        read_photo(data)


def test_an_empty_picture_asks_for_a_better_one():
    blank = io.BytesIO()
    segno.make("x").save(blank, kind="png", scale=20, dark="#fff", light="#fff")
    with pytest.raises(Unreadable, match="closer"):
        read_photo(blank.getvalue())


def test_without_the_extra_it_says_how_to_get_it(monkeypatch):
    assert can_read_photos()
    monkeypatch.setattr("tongxin.base.reading.photos.importlib.util.find_spec", lambda name: None)
    with pytest.raises(Unreadable, match="--with ocr"):
        read_photo(picture(CARD))
