import json
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.chinese.phones import InvalidPhone, display_phone, find_phones, mask_phone, parse_phone


@pytest.fixture(autouse=True)
def english():
    """The reasons are read in English, whatever language the program speaks by default."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def vectors():
    path = Path(__file__).parents[4] / "shared/data/reference/phone_vectors.json"
    if not path.exists():
        pytest.skip("../shared/data/reference/phone_vectors.json is not here")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("written", "e164", "kind", "extension"),
    [
        ("13800138000", "+8613800138000", "mobile", ""),
        ("+86 138 0013 8000", "+8613800138000", "mobile", ""),
        ("0086-13800138000", "+8613800138000", "mobile", ""),
        ("１３８００１３８０００", "+8613800138000", "mobile", ""),
        ("8613800138000", "+8613800138000", "mobile", ""),
        ("86-13800138000", "+8613800138000", "mobile", ""),
        ("013800138000", "+8613800138000", "mobile", ""),
        ("13800138000.0", "+8613800138000", "mobile", ""),
        ("手机：138-0013-8000", "+8613800138000", "mobile", ""),
        ("14800138000", "+8614800138000", "mobile", ""),
        ("010-6552 9988", "+861065529988", "landline", ""),
        ("（010）65529988", "+861065529988", "landline", ""),
        ("+86 10 6552 9988", "+861065529988", "landline", ""),
        ("+86-010-65529988", "+861065529988", "landline", ""),
        ("1065529988", "+861065529988", "landline", ""),
        ("0512-62558888转802", "+8651262558888", "landline", "802"),
        ("0512-62558888轉802", "+8651262558888", "landline", "802"),
        ("0512-62558888-802", "+8651262558888", "landline", "802"),
        ("0512 6255 8888 ext. 802", "+8651262558888", "landline", "802"),
        ("0563-3012345", "+865633012345", "landline", ""),
        ("62558888", "62558888", "landline", ""),
        ("400-050-0827", "+864000500827", "hotline", ""),
        ("400-050-0827转1", "+864000500827", "hotline", "1"),
        ("95588", "95588", "hotline", ""),
        ("10086", "10086", "hotline", ""),
        ("12315", "12315", "hotline", ""),
        ("+852 5123 4567", "+85251234567", "mobile", ""),
        ("00852-5123-4567", "+85251234567", "mobile", ""),
        ("+1 (201) 555-0123", "+12015550123", "mobile", ""),
    ],
)
def test_a_number_is_read_however_it_is_written(written, e164, kind, extension):
    phone = parse_phone(written)
    assert (phone.e164, phone.kind, phone.extension) == (e164, kind, extension)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        ("1380013800", "short"),
        ("138001380", "short"),
        ("106552998", "short"),
        ("138001380000", "long"),
        ("12800138000", "prefix"),
        ("23800138000", "prefix"),
        ("1380013800a", "characters"),
        ("1.38E+10", "characters"),
        ("0105552", "landline"),
        ("01155529988", "landline"),
        ("+852 51", "short"),
        ("+999 123456", "country"),
        ("905-555-1234", "short"),
        ("无", "characters"),
    ],
)
def test_what_is_no_number_is_refused_with_its_fault(written, code):
    with pytest.raises(InvalidPhone) as refused:
        parse_phone(written)
    assert refused.value.code == code


def test_the_reason_counts_the_digits():
    with pytest.raises(InvalidPhone, match="one digit short — 11 needed"):
        parse_phone("1380013800")
    with pytest.raises(InvalidPhone, match="2 digits too many — 11 needed"):
        parse_phone("1380013800012")


def test_published_examples_are_read_as_published(vectors):
    for region, _kind, e164, national, international in vectors["examples"]:
        assert parse_phone(international).e164 == e164
        assert parse_phone(national, region=region).e164 == e164


def test_published_mainland_verdicts_hold(vectors):
    for written, is_valid, e164 in vectors["parse_region_CN"]:
        if is_valid:
            assert parse_phone(written).e164 == e164
        elif written != "10086":  # a service number: no subscriber's line, yet a number people keep
            with pytest.raises(InvalidPhone):
                parse_phone(written)


@pytest.mark.parametrize(
    ("e164", "shown", "masked"),
    [
        ("+8613800138000", "138 0013 8000", "138****8000"),
        ("+861065529988", "010 6552 9988", "010****9988"),
        ("+8651262558888", "0512 6255 8888", "0512****8888"),
        ("+865633012345", "0563 301 2345", "056****2345"),
        ("+864000500827", "400 050 0827", "4000500827"),
        ("95588", "95588", "95588"),
        ("+85251234567", "+852 5123 4567", "+852****4567"),
        ("62558888", "62558888", "****8888"),
    ],
)
def test_numbers_are_shown_and_masked(e164, shown, masked):
    assert display_phone(e164) == shown
    assert mask_phone(e164) == masked


def test_an_extension_is_shown_behind_a_dash():
    assert parse_phone("0512-62558888转802").display == "0512 6255 8888-802"


def test_numbers_are_found_in_free_text():
    text = "张三１３８００１３８０００，办公室(0512)6255-8888转802，13900139000 13700137000；税号91350100M000100Y43，400-050-0827"
    assert [(raw, phone.e164) for raw, phone in find_phones(text)] == [
        ("１３８００１３８０００", "+8613800138000"),
        ("(0512)6255-8888转802", "+8651262558888"),
        ("13900139000", "+8613900139000"),
        ("13700137000", "+8613700137000"),
        ("400-050-0827", "+864000500827"),
    ]


def test_resident_ids_and_bank_cards_are_no_phones():
    assert find_phones("11010519491231002X 6222021380013800012 138001380001 13800138000A") == []


@settings(max_examples=100)
@given(st.text(max_size=25))
def test_any_text_is_read_or_refused_by_name(text):
    try:
        phone = parse_phone(text)
    except InvalidPhone:
        return
    assert parse_phone(phone.e164).e164 == phone.e164
    find_phones(text)


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"))
def test_a_mobile_survives_being_shown(number):
    assert parse_phone(display_phone(parse_phone(number).e164)).e164 == f"+86{number}"
