"""The companies of a host are led to a new program one by one, and any command is given to one of them. Their programs are played here."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tongxin.project.cli import main
from tongxin.project.commands import company as command
from tongxin.project.hosting.companies import Company, State, add_company
from tongxin.project.hosting.serving import Host

NAMES = ("bing", "jia", "yi")
# It says where it is as a program does, answers whatever is asked, and knows commands.
PROGRAM = """#!/usr/bin/env python3
import http.server, os, sys
from pathlib import Path
data = Path(os.environ["TONGXIN_DATA"])
if sys.argv[1] != "serve":
    (data / "done.txt").write_text(" ".join(sys.argv[1:]) + " " + os.environ.get("DATABASE_URL", "SQLite"))
    sys.exit(0 if sys.argv[1] != "doctor" else 3)
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({status})
        self.end_headers()
    def log_message(self, *said):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Page)
with (data.parent / "begun.txt").open("a") as file:
    file.write(data.name + " " + Path(sys.argv[0]).name + " " + os.environ.get("DATABASE_URL", "SQLite") + "\\n")
print(f"Tongxin is at http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Three companies, served by a host that looks at their pages all the time."""
    monkeypatch.setenv("TONGXIN_DATA", str(tmp_path))
    for name in NAMES:
        old = _program(tmp_path, "old", 200)
        add_company(tmp_path, name=name, address=f"http://{name}.example").changed(program=old)
    host, over = Host(tmp_path), threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            host.look()

    watching = threading.Thread(target=watch)
    watching.start()
    yield tmp_path
    over.set()
    watching.join()
    host.end()


def _program(root: Path, name: str, status: int) -> str:
    path = root / name
    path.write_text(PROGRAM.replace("{status}", str(status)))
    path.chmod(0o700)
    return str(path)


def _company(*words: str) -> int:
    return main(["company", *words])


def _served(root: Path) -> list[str]:
    return [Path(Company.read(root / name).program).name for name in NAMES]


def _begun(root: Path, program: str) -> list[str]:
    return [line.split()[0] for line in (root / "begun.txt").read_text().splitlines() if line.split()[1] == program]


def test_companies_are_led_to_a_new_program_one_by_one_behind_a_canary(root: Path) -> None:
    new = _program(root, "new", 200)
    assert _company("upgrade", "--program", new, "--canary", "yi", "--only-canary") == 0
    assert _served(root) == ["old", "old", "new"]
    assert _company("suspend", "bing") == 0
    assert _company("upgrade", "--program", new, "--canary", "yi") == 0
    assert _served(root) == ["old", "new", "new"], "who is suspended stays as it is"
    assert _begun(root, "new") == ["yi", "jia"]


def test_the_first_that_fails_stops_it_and_keeps_people_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_PATIENCE", 1.0)
    assert _company("upgrade", "--program", _program(root, "bad", 500), "--canary", "yi") != 0
    assert _served(root) == ["old", "old", "old"]
    assert [Company.read(root / name).state for name in NAMES] == [State.OPEN, State.OPEN, State.SUSPENDED]
    assert set(_begun(root, "bad")) <= {"yi"}


def test_a_command_is_given_to_one_and_who_moves_is_served_from_there(root: Path) -> None:
    assert _company("do", "jia", "doctor", "--json") == 3
    assert (root / "jia" / "done.txt").read_text() == "doctor --json SQLite"
    there = "postgres://db.example/jia"
    assert _company("do", "jia", "move", "--to", there) == 0
    assert Company.read(root / "jia").database == there
    _wait(lambda: f"jia old {there}" in (root / "begun.txt").read_text())
    assert not (root / "yi" / "done.txt").exists()


def _wait(happened: Callable[[], bool]) -> None:
    for _turn in range(600):
        if happened():
            return
        threading.Event().wait(0.05)
    raise AssertionError("it did not happen")
