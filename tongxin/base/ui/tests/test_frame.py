import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from tongxin.base.ui.guide import samples

ROOM = Path(__file__).resolve().parents[1]
PARTS = sorted((ROOM / "templates").rglob("*.html"))
NAV = [
    {
        "ring": 1,
        "title": "知 · 客户",
        "items": [
            {
                "title": "客户",
                "url": "/list/",
                "icon": "company",
                "count": 1284,
                "count_text": "1,284",
                "current": True,
            },
            {"title": "审批", "url": "/a/", "icon": "stamp", "count": 4, "turn": True, "hotkey": "g a"},
        ],
    }
]


def page(template="ui/guide.html", **context):
    me = type("Me", (), {"name": "李薇", "place": "苏州", "pk": 7})
    frame = {
        "lang": "zh-Hans",
        "me": me,
        "nav": NAV,
        "links": {"quick_add": "/add/", "sign_in": "/login/"},
        "messages": ["记下了"],
    }
    return render_to_string(template, {**frame, **samples(timezone.now()), **context}, RequestFactory().get("/guide/"))


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.name)
def test_no_part_needs_what_a_strict_policy_forbids(path):
    text = path.read_text()
    assert not re.search(r'\sstyle="', text)
    assert not re.search(r'\son[a-z]+="', text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "javascript:" not in text


def test_drawn_pages_hold_no_style_attribute_either():
    assert not re.search(r'\sstyle="', page())


def test_the_frame_says_language_theme_and_person():
    html = page(theme="dark", density="compact", hotkeys=False)
    assert re.search(
        r'<html lang="zh-Hans" data-theme="dark" data-density="compact" data-hotkeys="off" data-me="7"', html
    )
    assert 'data-sign-in="/login/"' in html


def test_the_place_one_is_at_is_marked_and_a_turn_is_said_in_words():
    html = page()
    assert re.search(r'<a href="/list/" title="客户" aria-current="page"', html)
    assert re.search(r'class="n turn"><span class="sr">[^<]+</span>4<', html)


def test_messages_come_as_toasts_in_a_polite_region():
    html = page()
    assert re.search(r'id="toasts" role="status" aria-live="polite"', html)
    assert "<span>记下了</span>" in html


def test_ids_are_unique():
    ids = re.findall(r'\sid="([^"]+)"', page())
    assert sorted(ids) == sorted(set(ids))


def test_an_error_page_needs_no_person_and_no_menu():
    html = render_to_string("ui/error.html", {"status": 404, "title": "这里什么都没有", "text": "<b>"})
    assert "这里什么都没有" in html
    assert "&lt;b&gt;" in html
    assert 'data-page="error"' in html


def test_every_word_the_behaviours_use_is_rendered():
    rendered = set(re.findall(r'data-word="([^"]+)"', (ROOM / "templates/ui/_words.html").read_text()))
    used = set()
    for path in (ROOM / "static/ui/js").glob("*.js"):
        used |= set(re.findall(r'word\("([^"]+)"\)', path.read_text()))
    assert used <= rendered
