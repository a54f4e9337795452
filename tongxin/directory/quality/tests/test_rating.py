"""The rating, by examples."""

from datetime import UTC, datetime, timedelta

import pytest

from tongxin.directory.quality.rating import Known, Rule, rate

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)


def known(**more: object) -> Known:
    values = {"kind": "organisation", "created_at": LONG_AGO, "roles": {"customer"}, **more}
    return Known(**values)  # type: ignore[arg-type]


ASK_PHONE = Rule("complete", ("phones",), weight=3)
ASK_CITY = Rule("complete", ("city",))
FRESH = Rule("fresh", ("phones",), days=365)
SPOKEN = Rule("contacted", days=90)


@pytest.mark.parametrize(
    ("rules", "record", "score", "failing"),
    [
        ([], known(), None, []),
        ([ASK_PHONE, ASK_CITY], known(), 0, ["complete phones", "complete city"]),
        ([ASK_PHONE, ASK_CITY], known(values={"city": ("苏州",)}), 25, ["complete phones"]),
        ([ASK_CITY, ASK_PHONE], known(), 0, ["complete phones", "complete city"]),
        ([Rule("complete", ("city",), role="supplier")], known(), None, []),
        ([Rule("complete", ("city",), tier="a")], known(tier="A "), 0, ["complete city"]),
        ([Rule("complete", ("city",), kind="person")], known(), None, []),
        ([Rule("valid", ("phones",))], known(), None, []),
        ([Rule("valid", ("phones",))], known(values={"phones": ("+8613806021001",)}), 100, []),
        ([Rule("valid", ("phones",))], known(values={"phones": ("+8613806021001", "12")}), 0, ["valid phones"]),
        ([Rule("valid", ("emails",))], known(values={"emails": ("ma@heng-run",)}), 0, ["valid emails"]),
        ([Rule("valid", ("uscc",))], known(values={"uscc": ("91350100M000100Y43",)}), 100, []),
        ([Rule("valid", ("uscc",))], known(values={"uscc": ("91350100M000100Y44",)}), 0, ["valid uscc"]),
        ([FRESH], known(), None, []),
        ([FRESH], known(values={"phones": ("1",)}), 0, ["fresh phones"]),
        ([FRESH], known(values={"phones": ("1",)}, since={"phones": NOW - timedelta(days=364)}), 100, []),
        ([FRESH], known(values={"phones": ("1",)}, since={"phones": NOW - timedelta(days=365)}), 0, ["fresh phones"]),
        ([SPOKEN], known(), 0, ["contacted "]),
        ([SPOKEN], known(last_contact_at=NOW - timedelta(days=89)), 100, []),
        ([SPOKEN, Rule("contacted", tier="A", days=30)], known(tier="A", last_contact_at=NOW - timedelta(days=40)), 0, ["contacted "]),
        ([SPOKEN, Rule("contacted", tier="D", days=365)], known(tier="D", last_contact_at=NOW - timedelta(days=200)), 100, []),
    ],
)  # fmt: skip
def test_what_is_asked_and_found(rules: list[Rule], record: Known, score: int | None, failing: list[str]) -> None:
    rating = rate(record, rules, NOW)
    assert rating.score == score
    assert [f"{one.part} {one.fact}" for one in rating.failing] == failing


def test_a_fact_is_asked_once_for_a_part_by_the_heaviest_rule() -> None:
    rating = rate(known(), [Rule("complete", ("city",), weight=1), Rule("complete", ("city",), weight=5)], NOW)
    assert [(one.fact, one.weight) for one in rating.failing] == [("city", 5)]


def test_what_sinks_by_itself_says_when() -> None:
    record = known(
        values={"phones": ("1",)}, since={"phones": NOW - timedelta(days=300)}, last_contact_at=NOW - timedelta(days=60)
    )
    rating = rate(record, [FRESH, SPOKEN], NOW)
    assert rating.score == 100
    assert rating.changes_at == NOW + timedelta(days=30)
    assert rate(record, [FRESH, SPOKEN], NOW + timedelta(days=30)).score == 50


def test_a_hundred_means_that_nothing_is_left_to_do() -> None:
    rules = [Rule("complete", ("phones",), weight=9), *(Rule("complete", (f"x{n}",), weight=9) for n in range(30))]
    record = known(values={f"x{n}": ("1",) for n in range(30)})
    assert rate(record, rules, NOW).score == 96
    assert rate(record, [Rule("complete", (f"x{n}",), weight=9) for n in range(30)], NOW).score == 100
