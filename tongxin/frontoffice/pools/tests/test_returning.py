"""When a customer returns: the rules as a table."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tongxin.frontoffice.pools.returning import Held, Line, Sold, end_of, returning

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    """A moment on the wall in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def held(**more: object) -> Held:
    values = {"tier": "B", "created_at": at("2026-03-02T10:00"), "held_since": at("2026-03-02T10:00"), **more}
    return Held(**values)  # type: ignore[arg-type]


CLAIMED = {"held_since": at("2026-03-10T16:00"), "has_first_owner": False}
CASES = [
    ("the first day isn't counted, the last one is whole", [Line(1, "created", 3)], held(), "2026-03-06T00:00"),
    ("working days leave the week-end out", [Line(1, "created", 5, True)], held(), "2026-03-10T00:00"),
    ("without a follow-up, counted from the beginning", [Line(1, "followed", 30)], held(), "2026-04-02T00:00"),
    ("a follow-up begins the days anew", [Line(1, "followed", 30)], held(followed_at=at("2026-03-20T09:00")), "2026-04-20T00:00"),
    ("a follow-up of a former owner gives nothing", [Line(1, "followed", 10)], held(**CLAIMED, followed_at=at("2026-03-09T09:00")), "2026-03-21T00:00"),
    ("being added counts for the first owner only", [Line(1, "created", 3)], held(**CLAIMED), None),
    ("being claimed counts for the others only", [Line(1, "claimed", 3)], held(), None),
    ("from being claimed", [Line(1, "claimed", 3)], held(**CLAIMED), "2026-03-14T00:00"),
    ("another tier's line is not ours", [Line(1, "followed", 30, tiers=frozenset({"A"}))], held(), None),
    ("our tier's line is", [Line(1, "followed", 30, tiers=frozenset({"A", "B"}))], held(), "2026-04-02T00:00"),
    ("different days for each tier", [Line(1, "followed", 90, tiers=frozenset({"A"})), Line(2, "followed", 15, tiers=frozenset({"B"}))], held(), "2026-03-18T00:00"),
    ("a line for all is for those whom no other names", [Line(1, "followed", 90, tiers=frozenset({"B"})), Line(2, "followed", 15)], held(), "2026-06-01T00:00"),
    ("and for those it holds", [Line(1, "followed", 90, tiers=frozenset({"A"})), Line(2, "followed", 15)], held(), "2026-03-18T00:00"),
    ("the earliest line counts", [Line(1, "followed", 30), Line(2, "created", 3)], held(), "2026-03-06T00:00"),
    ("protection holds longer", [Line(1, "created", 3)], held(protected_until=at("2026-05-01T12:00")), "2026-05-01T12:00"),
    ("protection that ended early changes nothing", [Line(1, "created", 3)], held(protected_until=at("2026-03-03T12:00")), "2026-03-06T00:00"),
    ("who never ordered is not counted from an order", [Line(1, "ordered", 3)], held(), None),
    ("no lines return nobody", [], held(), None),
    ("from the day on which the last opportunity closed", [Line(1, "closed", 30)], held(sold=Sold(closed_at=at("2026-03-20T00:00"))), "2026-04-20T00:00"),
    ("one that closed with a former owner gives nothing", [Line(1, "closed", 10)], held(**CLAIMED, sold=Sold(closed_at=at("2026-03-05T00:00"))), "2026-03-21T00:00"),
    ("no opportunity ever closed", [Line(1, "closed", 30)], held(), None),
    ("the last one has not closed while one is open", [Line(1, "closed", 30)], held(sold=Sold(closed_at=at("2026-03-20T00:00"), has_open=True)), None),
    ("an open opportunity keeps the customer", [Line(1, "followed", 30)], held(sold=Sold(has_open=True)), None),
    ("but not from a line that takes them with it", [Line(1, "followed", 30, takes_open=True)], held(sold=Sold(has_open=True)), "2026-04-02T00:00"),
    ("from the last order", [Line(1, "ordered", 30)], held(sold=Sold(ordered_at=at("2026-03-20T00:00"))), "2026-04-20T00:00"),
    ("an order placed with a former owner gives nothing", [Line(1, "ordered", 10)], held(**CLAIMED, sold=Sold(ordered_at=at("2026-03-05T00:00"))), "2026-03-21T00:00"),
    ("from the end of the contract, which may lie ahead", [Line(1, "contract", 10)], held(sold=Sold(ended_at=at("2026-12-31T00:00"))), "2027-01-11T00:00"),
    ("a contract without an end, or none at all", [Line(1, "contract", 10)], held(), None),
    ("a deal keeps the customer", [Line(1, "followed", 30, spares_deals=True)], held(sold=Sold(has_won=True)), None),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "one", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_table(lines: list[Line], one: Held, expected: str | None) -> None:
    found = returning(lines, one, starts_at=LONG_AGO, zone=SHANGHAI)
    assert (found.at if found else None) == (at(expected) if expected else None)


def test_nothing_returns_before_the_grace_is_over() -> None:
    found = returning([Line(7, "created", 3)], held(), starts_at=at("2026-06-01T08:00"), zone=SHANGHAI)
    assert found is not None
    assert (found.at, found.line) == (at("2026-06-01T08:00"), 7)


def test_working_days_know_the_holidays_and_their_make_up_days() -> None:
    # In 2025 the week of 1 October was free until the 8th, and Sunday 28 September and Saturday 11 October were worked.
    assert end_of(date(2025, 9, 26), 1, True, SHANGHAI) == at("2025-09-29T00:00")
    assert end_of(date(2025, 9, 30), 3, True, SHANGHAI) == at("2025-10-12T00:00")
    assert end_of(date(2025, 9, 30), 3, False, SHANGHAI) == at("2025-10-04T00:00")
