"""What is left of a value behind its mask."""

import pytest

from tongxin.base.masks import is_whole, masked


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("phones", "+8613800138000", "138****8000"),
        ("phones", "138 0013 8000", "138****8000"),
        ("phones", "0512-6543210", "051****3210"),
        ("phones", "65432100", "65****00"),
        ("phones", "110", "****"),
        ("emails", "anna.li@hengrun.example", "a***@hengrun.example"),
        ("emails", "nonsense", "****"),
        ("uscc", "91320505MA1XKQ2R4A", "913***********2R4A"),
        ("tax_number", "12345", "1****"),
        ("birthday", "1980-05-20", "****-**-**"),
        ("address", "星海街 8 号", "****"),
        ("note", "anything", ""),
        ("phones", "", ""),
    ],
)
def test_a_mask_leaves_no_more_than_this(field: str, text: str, shown: str) -> None:
    assert masked(field, text) == shown


@pytest.mark.parametrize(
    ("text", "whole"),
    [("13800138000", True), ("138 0013 8000", True), ("1380013", False), ("a@b.example", True), ("a@b", False)],
)
def test_a_whole_number_is_known_to_whoever_types_it(text: str, whole: bool) -> None:
    assert is_whole(text) is whole
