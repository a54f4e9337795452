"""Eight who take numbers at once: none is lost, given twice or left out, and nobody is told that the database is locked.

At length: `TONGXIN_TAKES=150 bin/test tongxin/frontoffice/orders/tests/test_together.py`, and the same with PostgreSQL; `-s` shows how long each waited.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from tests.cast import assemble
from tongxin.frontoffice.orders.actions.numbering import next_number
from tongxin.frontoffice.orders.models import NumberSeries

WRITERS, TAKES = 8, int(os.environ.get("TONGXIN_TAKES", "20"))
DAY = date(2026, 11, 23)


def all_at_once(deed: Callable[[], object]) -> tuple[list[str], list[float]]:
    """Each of the writers does it so many times. Answers what broke, and how long each deed took in seconds, shortest first."""
    begin, errors, waits = Barrier(WRITERS), list[str](), list[float]()

    def write() -> None:
        begin.wait()
        try:
            for _time in range(TAKES):
                began = time.monotonic()
                with transaction.atomic():
                    deed()
                waits.append(time.monotonic() - began)
        except Exception as error:  # whatever it is, it is told
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=write) for _writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors, sorted(waits)


@pytest.mark.parametrize("is_new", [True, False], ids=["in_a_new_year", "in_a_year_that_has_begun"])
def test_numbers_taken_by_eight_at_once_are_all_there_once(transactional_db: None, is_new: bool) -> None:
    assemble()
    taken: list[str] = []
    if not is_new:
        taken.append(next_number("order", DAY))
    errors, waits = all_at_once(lambda: taken.append(next_number("order", DAY)))
    print(f"{len(waits)} taken: 95 of 100 within {waits[len(waits) * 95 // 100] * 1000:.0f} ms, the slowest {waits[-1] * 1000:.0f} ms")  # fmt: skip
    assert errors == []
    assert sorted(taken) == [f"SO-2026-{number:04d}" for number in range(1, len(taken) + 1)]
    assert NumberSeries.objects.get().last == len(taken) == WRITERS * TAKES + (not is_new)
