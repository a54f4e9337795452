import pytest

from tongxin.base.ui.faces import HUES, hue_of, sign_of


@pytest.mark.parametrize(
    ("name", "is_person", "sign"),
    [
        ("李薇", True, "薇"),
        ("欧阳修远", True, "远"),
        ("恒润精密", False, "恒"),
        ("Chen Wei", True, "CW"),
        ("Havenport Utilities", False, "H"),
        ("Li Wei 李薇", True, "薇"),
        ("J. R. Smith", True, "JS"),
        ("𠮷野家", False, "𠮷"),
        ("3M 中国", False, "中"),
        ("", True, "?"),
        ("···", False, "?"),
    ],
)
def test_a_face_shows_the_sign_people_know_the_name_by(name, is_person, sign):
    assert sign_of(name, is_person=is_person) == sign


def test_neighbouring_records_have_different_hues_and_all_hues_are_used():
    hues = [hue_of("", number) for number in range(HUES)]
    assert sorted(hues) == list(range(HUES))


def test_a_name_without_a_number_keeps_its_hue():
    assert hue_of("李薇") == hue_of("李薇") < HUES
