"""Fixed texts are worked out once per language and still say the right thing."""

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation

from tongxin.base.ui.templatetags.words import FixedText


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


def test_the_pages_of_the_kit_use_it():
    template = get_template("ui/_palette.html").template
    assert template.nodelist.get_nodes_by_type(FixedText)
