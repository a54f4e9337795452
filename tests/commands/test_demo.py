"""`demo` makes a firm one can look around in, and only where nothing is."""

import contextlib
import sqlite3
from typing import Any

import pytest

from tests.commands.terminal import PASSWORD, ROOT, Terminal


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Terminal, Any]:
    """A small demo and what it reported."""
    terminal = Terminal(tmp_path_factory.mktemp("demo") / "data").prepare()
    words = ("demo", "--pack", "complex", "--customers", "30", "--password-stdin")
    return terminal, terminal.told(*words, typed=f"{PASSWORD}\n")


def ask(terminal: Terminal, sql: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(terminal.data / "tongxin.sqlite3")) as connection:
        return connection.execute(sql).fetchall()


def test_the_firm_has_people_in_three_regions_and_customers_with_contacts(shown: tuple[Terminal, Any]) -> None:
    terminal, report = shown
    assert report["company"] == "恒信阀门有限公司"
    assert len(report["people"]) >= 12
    assert {person["email"].split("@")[1] for person in report["people"]} == {"hengxin.example"}
    assert {person["password"] for person in report["people"]} == {PASSWORD}
    assert 25 <= report["customers"] <= 35
    assert report["contacts"] > report["customers"]
    regions = {name for (name,) in ask(terminal, "SELECT name FROM org_unit WHERE kind = 'region'")}
    assert regions == {"华东大区", "华南大区", "华北大区"}


def test_the_year_lies_behind_and_there_is_work_today(shown: tuple[Terminal, Any]) -> None:
    terminal, report = shown
    assert report["activities"] > 150
    assert 0 < report["overdue_steps"] < report["open_steps"]
    months = ask(terminal, "SELECT DISTINCT substr(happened_at, 1, 7) FROM journal_entry")
    assert len(months) >= 12
    assert ask(terminal, "SELECT count(*) FROM journal_entry WHERE happened_at > datetime('now', '+1 minute')") == [
        (0,)
    ]
    told = {name for (name,) in ask(terminal, "SELECT DISTINCT name FROM journal_entry")}
    assert {
        "party.assigned",
        "party.changed",
        "contact.removed",
        "relation.added",
        "team.joined",
        "file.attached",
    } <= told
    assert ask(
        terminal, "SELECT count(*) FROM activities_step WHERE done_at IS NULL AND due_on = date('now', '+8 hours')"
    ) > [(0,)]


def test_what_is_open_is_with_somebody_who_sees_it(shown: tuple[Terminal, Any]) -> None:
    terminal, _report = shown
    deals = "SELECT count(*) FROM pipeline_opportunity AS deal JOIN parties_party AS party ON party.id = deal.party_id"
    assert ask(terminal, f"{deals} WHERE deal.state = 'open'") > [(20,)]
    assert ask(terminal, f"{deals} WHERE deal.state = 'open' AND party.owner_id IS NULL") == [(0,)]


def test_decisions_are_under_way_in_every_state(shown: tuple[Terminal, Any]) -> None:
    terminal, _report = shown
    states = dict(ask(terminal, "SELECT status, count(*) FROM approvals_approval GROUP BY status"))
    assert states["agreed"] > 10
    assert {"refused", "running", "draft"} <= states.keys()
    deeds = {kind for (kind,) in ask(terminal, "SELECT DISTINCT kind FROM approvals_historyentry")}
    assert {"chased", "returned", "countered", "consulted", "transferred", "time_came", "watched", "asked"} <= deeds
    assert ask(terminal, "SELECT count(*) FROM approvals_historyentry WHERE on_behalf_id IS NOT NULL") > [(0,)]
    assert ask(terminal, "SELECT count(*) FROM approvals_historyentry WHERE at > datetime('now', '+1 minute')") == [
        (0,)
    ]


def test_those_who_left_keep_nothing(shown: tuple[Terminal, Any]) -> None:
    terminal, report = shown
    assert "王磊" not in {person["name"] for person in report["people"]}
    gone = "SELECT id FROM people_person WHERE deactivated_at IS NOT NULL"
    assert ask(terminal, f"SELECT count(*) FROM parties_party WHERE owner_id IN ({gone})") == [(0,)]
    open_steps = "SELECT count(*) FROM activities_step WHERE done_at IS NULL AND cancelled_at IS NULL"
    assert ask(terminal, f"{open_steps} AND owner_id IN ({gone})") == [(0,)]


def test_it_never_touches_data_that_are_there(shown: tuple[Terminal, Any], firm: Terminal) -> None:
    for terminal in (shown[0], firm):
        before = ask(terminal, "SELECT count(*) FROM journal_entry")
        assert "empty" in terminal.refused("demo")
        assert ask(terminal, "SELECT count(*) FROM journal_entry") == before


def test_an_unknown_way_of_selling_is_named(terminal: Terminal) -> None:
    assert "there is complex" in terminal.refused("demo", "--pack", "nonsense")
    assert "30 to 120" in terminal.refused("demo", "--customers", "2")


def test_only_the_demo_sets_the_clock() -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tongxin").rglob("*.py")
        if "replaying(" in path.read_text(encoding="utf-8") and "tests" not in path.parts
    ]
    assert [one for one in users if not one.startswith("tongxin/project/care/demo/")] == ["tongxin/base/clock.py"]
