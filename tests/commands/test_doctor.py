"""`doctor` says what is configured and what is missing, and changes nothing."""

from tests.commands.terminal import Terminal
from tongxin.project.version import program_version


def test_before_the_first_start_it_says_what_to_do(terminal: Terminal) -> None:
    state = terminal.told("doctor")
    assert state["is_usable"]
    assert state["database"]["kind"] == "sqlite"
    assert "there is no database yet; bin/serve makes it" in state["notes"]
    assert not (terminal.data / "tongxin.sqlite3").exists()


def test_it_knows_version_database_queue_and_disk(firm: Terminal) -> None:
    state = firm.told("doctor")
    assert state["program"]["version"] == program_version()
    assert state["database"]["pending"] == []
    assert state["database"]["journal_mode"] in ("WAL", "TRUNCATE")
    assert state["database"]["reason"].startswith("SQLite ")
    assert set(state["queue"]) == {"waiting", "running", "failed", "oldest_seconds"}
    assert state["queue"]["failed"] == 0
    assert state["data"]["is_writable"]
    assert state["data"]["free"] > 0
    assert state["secret_key"]["mode"] == "0600"
    assert state["optional"]["pdf"]["package"] == "weasyprint"
    assert state["languages"]["not_compiled"] == []


def test_it_speaks_to_people_too(firm: Terminal) -> None:
    lines = firm.done("doctor").splitlines()
    assert lines[0].startswith(f"Tongxin {program_version()}, Python 3.")
    assert lines[-1] == "usable"


def test_a_key_that_others_can_read_is_a_problem(terminal: Terminal) -> None:
    terminal.done("doctor")
    (terminal.data / "secret.key").chmod(0o644)
    ended = terminal.run("doctor")
    assert ended.returncode == 1
    assert "chmod 600" in ended.stdout
    assert ended.stdout.endswith("not usable\n")


def test_a_database_that_does_not_answer_is_a_problem(terminal: Terminal) -> None:
    ended = terminal.run("doctor", DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")
    assert ended.returncode == 1
    assert "the database does not answer" in ended.stdout
