"""From where a request comes."""

import pytest

from tongxin.base.web.addresses import networks, visitor_of

OURS = networks("10.0.0.7, 10.1.0.0/16, fd00::/8")


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # not a proxy of ours: its word counts for nothing
        ("10.0.0.7", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.7", "1.1.1.1, 198.51.100.1", "198.51.100.1"),  # what stands further left, the visitor wrote
        ("10.0.0.7", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("10.0.0.7", "10.1.2.3, 10.1.2.4", "10.1.2.3"),
        ("10.0.0.7", "nonsense", "10.0.0.7"),
        ("10.0.0.7", "198.51.100.1, nonsense", "10.0.0.7"),
        ("10.0.0.7", ",,,", "10.0.0.7"),
        ("10.0.0.7", "", "10.0.0.7"),
        ("::ffff:10.0.0.7", "2001:db8::1", "2001:db8::1"),
        ("fd00::1", "[2001:db8::2]", "2001:db8::2"),
        ("10.0.0.7", ", ".join(["10.1.0.1"] * 1000), "10.1.0.1"),
    ],
)
def test_the_visitor_is_the_first_from_the_right_whom_we_do_not_trust(peer: str, forwarded: str, visitor: str) -> None:
    assert visitor_of(peer, forwarded, OURS) == visitor


def test_without_trusted_proxies_nobody_is_believed() -> None:
    assert visitor_of("10.0.0.7", "198.51.100.1", networks("")) == "10.0.0.7"


def test_a_slip_in_the_setting_stops_the_start() -> None:
    with pytest.raises(ValueError, match="not appear to be"):
        networks("10.0.0")
