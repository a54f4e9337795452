"""Fixed texts are worked out once per language and still say the right thing."""

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation

from tongxin.base.ui.templatetags.words import MOST_KEPT, FixedText, Kept


@pytest.fixture
def said():
    def say(source, *languages, **context):
        template = Template("{% load i18n %}" + source)
        words = []
        for language in languages:
            with translation.override(language):
                words.append(template.render(Context(context)))
        return words

    return say


def test_each_language_gets_its_own_words_in_whatever_turn(said):
    assert said('{% translate "Search" %}', "en", "zh-hans", "en", "zh-hans") == ["Search", "搜索"] * 2


def test_percent_signs_and_marks_come_out_as_from_django(said):
    assert said('{% translate "100 % & <more>" %}', "en", "en") == ["100 % & <more>"] * 2


def test_what_is_not_fixed_is_worked_out_each_time(said):
    assert said("{% translate word %}", "en", "zh-hans", word="Search") == ["Search", "搜索"]
    assert said('{% translate "Search" as word %}[{{ word }}]', "en", "zh-hans") == ["[Search]", "[搜索]"]
    assert said('{% translate "search"|upper %}', "en", "en") == ["SEARCH"] * 2
    assert said('{% translate "May" context "alt. month" %}', "en", "zh-hans") == ["May", "五月"]


def test_a_piece_is_kept_under_its_key_and_language(said):
    piece = '{% kept key %}{% translate "Search" %} {{ word }}{% endkept %}'
    template = Template("{% load i18n %}" + piece)

    def say(**context):
        return template.render(Context(context))

    with translation.override("en"):
        assert say(key=("a", 1), word="<b>") == "Search &lt;b&gt;"
        assert say(key=("a", 1), word="c") == "Search &lt;b&gt;", "the key says all on which it depends"
        assert say(key=("a", 2), word="c") == "Search c"
    with translation.override("zh-hans"):
        assert say(key=("a", 1), word="d") == "搜索 d"
        assert [say(word="e"), say(word="f")] == ["搜索 e", "搜索 f"], "drawn anew without a key"


def test_a_piece_that_was_drawn_without_escaping_is_not_given_to_a_page_that_escapes():
    template = Template("{% load i18n %}{% kept key %}{{ word }}{% endkept %}")
    bare, safe = (template.render(Context({"key": 1, "word": "<b>"}, autoescape=escaped)) for escaped in (False, True))
    assert (bare, safe) == ("<b>", "&lt;b&gt;")


def test_pieces_that_are_kept_do_not_pile_up():
    template = Template("{% load i18n %}{% kept key %}{{ key }}{% endkept %}")
    for key in range(1, 2 * MOST_KEPT):
        assert template.render(Context({"key": key})) == str(key)
    (node,) = [node for node in template.nodelist if isinstance(node, Kept)]
    assert len(node.drawn) <= MOST_KEPT


def test_the_pages_of_the_kit_use_it():
    template = get_template("ui/_palette.html").template
    assert template.nodelist.get_nodes_by_type(FixedText)
