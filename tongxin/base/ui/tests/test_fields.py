from django import forms

from tongxin.base.ui.fields import rendered
from tongxin.base.ui.guide import SampleForm

VALUES = {"name": "苏州恒润", "phone": "138 0622 1459", "grade": "a", "kind": "visit"}


def field(name, values=VALUES, **options):
    return rendered(SampleForm(values)[name], **options)


def test_a_label_belongs_to_its_input():
    html = field("name")
    assert '<label for="id_name">' in html
    assert 'id="id_name"' in html


def test_the_hint_is_announced_with_the_input():
    html = field("name")
    assert 'aria-describedby="id_name_hint"' in html
    assert 'id="id_name_hint">和工商登记一致' in html


def test_an_error_takes_the_place_of_the_hint_and_is_announced():
    html = field("name", {**VALUES, "name": ""})
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "和工商登记一致" not in html


def test_what_the_clerk_typed_stays_beside_the_error():
    html = field("phone", {**VALUES, "phone": '138"0622'})
    assert 'value="138&quot;0622"' in html
    assert "少一位数字" in html


def test_each_radio_has_a_label_of_its_own_under_one_legend():
    html = field("kind")
    assert "<legend>" in html
    assert html.count('type="radio"') == html.count('class="choice"') == 2
    assert html.count('class="radio"') == 2
    assert html.count("checked") == 1


def test_a_select_draws_its_own_arrow_and_a_file_can_be_dropped():
    assert 'class="input select ' in field("grade")
    assert "data-filedrop" in field("sheet")


def test_a_hidden_field_is_only_itself():
    class Hidden(forms.Form):
        back = forms.CharField(widget=forms.HiddenInput)

    assert rendered(Hidden({"back": "/x/"})["back"]).startswith('<input type="hidden"')


def test_a_class_set_by_the_form_is_kept():
    class Wide(forms.Form):
        note = forms.CharField(widget=forms.Textarea(attrs={"class": "tall"}))

    assert 'class="tall input"' in rendered(Wide()["note"])
