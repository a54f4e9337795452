import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongxin.base.chinese import resident_ids
from tongxin.base.chinese.resident_ids import InvalidResidentId, check_resident_id
from tongxin.base.chinese.rmb import NotInCapitals, rmb_capitals
from tongxin.base.chinese.uscc import (
    SIGNS,
    InvalidUSCC,
    check_uscc,
    is_uscc,
    organisation_code_matches,
    uscc_check_sign,
)


def vectors(name):
    path = Path(__file__).parents[4] / "shared/data/reference" / name
    if not path.exists():
        pytest.skip(f"../shared/data/reference/{name} is not here")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_standard_sample_has_check_sign_3():
    assert uscc_check_sign("91350100M000100Y4") == "3"
    assert check_uscc(" ９１３５０１００ｍ０００１００ｙ４３ ") == "91350100M000100Y43"
    assert organisation_code_matches("91350100M000100Y43")
    assert not organisation_code_matches("91350100M000100Y53")


def test_published_credit_codes_hold():
    published = vectors("uscc_vectors.json")
    assert all(check_uscc(code) == code for code in published["valid"])
    assert all(check_uscc(written) == code for written, code in published["valid_with_separators"])
    assert not any(is_uscc(code) for code, _fault in published["invalid"])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("12345", "length"),
        ("91350100M000100Y4Z", "character"),
        ("9111000060003IOZSV", "character"),
        ("B1110000600037341L", "format"),
        ("91A10000600037341L", "format"),
        ("91110000600037341N", "checksum"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_its_fault(text, fault):
    with pytest.raises(InvalidUSCC) as refused:
        check_uscc(text)
    assert refused.value.code == fault
    assert str(refused.value)


@given(st.integers(0, 16), st.sampled_from(SIGNS))
def test_any_single_slip_in_a_credit_code_is_noticed(place, sign):
    right = "91350100M000100Y43"
    wrong = right[:place] + sign + right[place + 1 :]
    assert is_uscc(wrong) == (wrong == right)


def test_published_identity_numbers_hold():
    published = vectors("cn_resident_id_vectors.json")
    for written, number, born_on, _province, _district in published["valid"]:
        found = check_resident_id(written)
        assert (found.number, found.born_on.isoformat()) == (number, born_on)
    for number, _province, _district in published["birth_place"]:
        assert check_resident_id(number).number == number
    for number, fault in published["invalid"]:
        if "at birth year" not in fault:  # when a district was founded or dissolved is not recorded here
            with pytest.raises(InvalidResidentId):
                check_resident_id(number)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("110105194912310021", "checksum"),
        ("1101051949123100", "length"),
        ("T60426199101010078", "format"),
        ("360426199113010079", "date"),
        ("990426199112010074", "region"),
    ],
)
def test_a_wrong_identity_number_is_refused_with_its_fault(number, fault):
    with pytest.raises(InvalidResidentId) as refused:
        check_resident_id(number)
    assert refused.value.code == fault
    assert number not in str(refused.value)


def test_an_identity_number_tells_birthday_and_sex_and_can_be_masked():
    found = check_resident_id("11010519491231002x")
    assert (found.born_on, found.is_male, found.province) == (date(1949, 12, 31), False, "110000")
    assert resident_ids.mask(found.number) == "110***********002X"
    assert resident_ids.mask("12") == "**"


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        (0, "零元整"), ("0.05", "伍分"), ("0.50", "伍角整"), (10, "壹拾元整"), ("1409.50", "壹仟肆佰零玖元伍角整"), ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"), ("325.04", "叁佰贰拾伍元零肆分"), ("1000100.5", "壹佰万零壹佰元伍角整"), (20030004, "贰仟零叁万零肆元整"),
        (100000001, "壹亿零壹元整"), (100010000, "壹亿零壹万元整"), (1001000000, "壹拾亿零壹佰万元整"), (10**12, "壹万亿元整"), ("-12.3", "负壹拾贰元叁角整"),
        ("1234567890123.45", "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"), (10**12 + 1, "壹万亿零壹元整"), (Decimal("100000"), "壹拾万元整"),
    ],
)  # fmt: skip
def test_amounts_in_capitals(amount, capitals):
    assert rmb_capitals(amount) == "人民币" + capitals


def test_published_amounts_in_capitals_hold():
    for amount, accepted in vectors("rmb_uppercase_vectors.json")["amounts"]:
        assert rmb_capitals(amount) in accepted


@pytest.mark.parametrize("amount", ["", "abc", "1.005", "NaN", 10**16])
def test_what_capitals_cannot_say_is_refused(amount):
    with pytest.raises(NotInCapitals):
        rmb_capitals(amount)
