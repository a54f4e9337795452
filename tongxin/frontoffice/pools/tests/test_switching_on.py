"""A rule switched on where lists are long and old empties nobody's. The long form, with 200,000 customers, is `bin/chaos pool rule`."""

import random

from tests.chaos.pool_rule import found_firm, switch_on


def test_nobody_loses_a_customer_before_the_grace_is_over(db: None) -> None:
    report = switch_on(found_firm(300, random.Random(1)))
    assert report["wrong"] == []
    assert (report["customers"], report["returned"]) == (300, 15)
