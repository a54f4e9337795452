import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from tongxin.base.ui import drawings
from tongxin.base.ui.filling import filled
from tongxin.base.ui.templatetags.ui import NoSuchIcon, icon_names


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_an_icon_is_drawn_from_the_sprite_and_hidden_from_screen_readers():
    assert '#i-search"' in render('{% icon "search" "s" %}')
    assert 'aria-hidden="true"' in render('{% icon "search" %}')
    assert {"search", "phone", "plus"} <= icon_names()


def test_a_misspelt_icon_is_an_error_and_not_an_empty_place():
    with pytest.raises(NoSuchIcon):
        render('{% icon "serach" %}')


@dataclass
class Firm:
    name: str
    pk: int = 3


def test_an_avatar_takes_a_record_or_a_name_and_escapes_both():
    assert 'class="av co md hue-3"' in render('{% avatar firm "company" "md" %}', firm=Firm("恒润精密"))
    assert ">薇<" in render('{% avatar "李薇" %}')
    assert "<script" not in render("{% avatar name %}", name="<script>")


@pytest.mark.parametrize(
    ("share", "tone"), [(0.59, "jade"), (0.6, "ochre"), (0.99, "ochre"), (1.0, "seal"), (3, "seal")]
)
def test_a_ring_changes_colour_at_sixty_and_at_a_hundred_percent(share, tone):
    assert drawings.tone_of(share) == tone
    assert f'class="ring {tone}"' in render("{% ring share %}", share=share)


def test_an_overdue_ring_is_drawn_full_and_says_its_words():
    html = render("{% ring 3 label %}", label='超时 "2" 小时')
    assert 'stroke-dasharray="100 100"' in html
    assert 'aria-label="超时 &quot;2&quot; 小时"' in html


def test_three_rings_always_say_their_three_numbers():
    assert "86" in render("{% tri 86 72 91 %}").split("aria-label=")[1]


def test_parts_of_a_bar_stand_side_by_side_and_never_overflow():
    html = render("{% bar 0.5 0.3 0.4 %}")
    assert 'x="50.00%" width="30.00%"' in html
    assert 'x="80.00%" width="20.00%"' in html


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1284, ">1,284<"),
        (0, 'class="num dim">0<'),
        (50.2, ">50.2<"),
        (1234.5678, ">1,234.57<"),
        (100.0, ">100<"),
        (None, ">—<"),
    ],
)
def test_numbers_are_grouped_and_nothing_is_a_dash(value, said):
    assert said in render("{% num value %}", value=value)


def test_a_moment_carries_the_exact_time_in_the_readers_zone(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    html = render("{% when at %}", at=datetime(2020, 5, 1, 4, 0, tzinfo=UTC))
    assert 'datetime="2020-05-01T12:00+08:00"' in html
    assert 'title="2020-05-01 12:00"' in html
    assert 'datetime="2020-05-01"' in render("{% when at %}", at=date(2020, 5, 1))
    assert "—" in render("{% when at %}", at=None)


def test_every_once_token_is_new():
    first, second = render("{% once %}"), render("{% once %}")
    assert first != second
    assert uuid.UUID(first.split('value="')[1].split('"')[0])


def test_an_empty_place_offers_one_next_act():
    html = render('{% empty "都办完了" "没有事等着你。" "/visits/" "排一次拜访" %}')
    assert 'href="/visits/"' in html
    assert "都办完了" in html
    assert "href" not in render('{% empty "还没有" %}')


def test_the_pager_rests_at_the_ends():
    page = type("Page", (), {"summary": "约 286 位", "previous_url": "", "next_url": "?after=x&n=2"})
    html = render("{% pager page %}", page=page)
    assert html.count("disabled") == 1
    assert 'href="?after=x&amp;n=2" rel="next"' in html


def test_a_small_line_ends_in_a_dot_at_the_last_value():
    html = render("{% spark line 96 36 %}", line=[1, 2, 3])
    assert '<circle cx="96.0" cy="3.0"' in html
    assert render("{% spark line %}", line=[1]) == ""


def test_a_filled_shape_escapes_all_but_html():
    shape = SafeString("<td>{0}</td><td>{1}</td><td>{2}</td>")
    drawn = filled(shape, ["<b>&\"'", SafeString("<i>"), gettext_lazy("Search")])
    assert drawn == "<td>&lt;b&gt;&amp;&quot;&#x27;</td><td><i></td><td>" + str(gettext_lazy("Search")) + "</td>"
    assert isinstance(drawn, SafeString)


def test_a_day_inside_a_sentence_begins_small():
    with translation.override("en"):
        assert ">Today<" in render("{% when day %}", day=timezone.localdate())
        assert ">today<" in render("{% when day inside=True %}", day=timezone.localdate())
