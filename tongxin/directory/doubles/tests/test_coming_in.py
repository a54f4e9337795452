"""Overlapping files through the import and the work list come to the right customers. The long form is `bin/bench overlapping`."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from bench.coming_in import bring_in, came_together, look_at_all, merge_what_is_likely
from bench.overlapping import is_here
from bench.slips import three_files
from tests.cast import Cast

pytestmark = [
    pytest.mark.skipif(not is_here(), reason="the collected data is not in ../shared/data"),
    pytest.mark.alike,
]


def test_three_overlapping_files_come_to_the_right_customers(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    records = three_files(firms=60, seed=5)
    with django_capture_on_commit_callbacks(execute=True):
        counts = bring_in(cast.boss, records)
    assert sum(one["rows"] for one in counts) == len(records)
    imported = came_together(records)
    assert imported.precision >= 0.98, "what the import fills by itself must be right"
    assert look_at_all() > 40
    assert merge_what_is_likely(cast.boss)["merged"] > 40
    merged = came_together(records)
    assert merged.precision >= 0.98, merged
    assert merged.recall >= 0.95, merged
