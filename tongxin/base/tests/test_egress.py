"""Which numbers lie on the open net. Nothing is connected to here: numbers are looked at, not called."""

import pytest

from tongxin.base.egress import NoWayOut, number_of

pytestmark = pytest.mark.alike


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_a_number_inside_is_no_way_out(number: str) -> None:
    with pytest.raises(NoWayOut):
        number_of(number, 443, trusted=False)


def test_a_number_outside_and_a_trusted_one_inside_are() -> None:
    assert number_of("203.0.114.5", 443, trusted=False) == "203.0.114.5"
    assert number_of("10.1.2.3", 25, trusted=True) == "10.1.2.3"
