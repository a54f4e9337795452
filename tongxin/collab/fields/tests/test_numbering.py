"""Running numbers: how they are written, and that nobody gets one twice."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from tests.cast import assemble
from tongxin.collab.fields.actions import define_field
from tongxin.collab.fields.actions.numbering import check_pattern, next_number, period_of, written
from tongxin.collab.fields.models import Series

THREADS, EACH = 12, 6
DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("pattern", "number", "shown", "period"),
    [
        ("KH-{yyyy}-{0001}", 7, "KH-2026-0007", "2026"),
        ("{yy}{mm}{dd}{01}", 3, "26030903", "20260309"),
        ("客户{1}", 12, "客户12", ""),
        ("K{01}", 123, "K123", ""),
    ],
)
def test_a_pattern_says_how_numbers_look_and_when_they_begin_anew(pattern, number, shown, period):
    assert check_pattern(f" {pattern} ") == pattern
    assert written(pattern, number, DAY) == shown
    assert period_of(pattern, DAY) == period


@pytest.mark.parametrize(
    "pattern", ["", "KH", "{yyyy}", "{0001}{01}", "{0001}{x}", "{0002}", "{" + "0" * 20 + "1}", "}{0001}"]
)
def test_what_gives_no_numbers_is_refused(pattern):
    with pytest.raises(ValidationError):
        check_pattern(pattern)


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_nobody_gets_a_number_twice_and_failing_leaves_no_gap(transactional_db):
    cast = assemble()
    field = define_field(by=cast.boss, kind="party", label="编号", type="serial", pattern="K{0001}")
    start, given, faults = threading.Barrier(THREADS), [], []

    def take(number):
        try:
            start.wait()
            for round in range(EACH):
                with transaction.atomic():
                    taken = next_number(field)
                    if (number + round) % 3 == 0:
                        transaction.set_rollback(True)
                    else:
                        given.append(taken)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    kept = THREADS * EACH * 2 // 3
    assert sorted(given) == [f"K{number:04d}" for number in range(1, kept + 1)]
    assert Series.objects.get().last == kept
