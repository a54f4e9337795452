"""The verdict on overlapping files with known truth. The long form with all records is `bin/bench doubles`."""

import pytest

from bench.overlapping import is_here
from bench.slips import three_files
from bench.telling import halves, told

pytestmark = pytest.mark.skipif(not is_here(), reason="the collected data is not in ../shared/data")


def test_the_half_that_was_kept_out_reaches_the_goals() -> None:
    _chosen, kept_out = halves(three_files(firms=1400, seed=7))
    figures = told(kept_out).figures()
    assert figures["pairs"] > 900
    assert figures["precision"] >= 0.98, figures
    assert figures["recall"] >= 0.95, figures
