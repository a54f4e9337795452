"""Several processes serve at one address: none of them is needed, and all of them end together."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.commands.terminal import ROOT, Terminal
from tongxin.project.commands.serve import why_one_process

PATIENCE = 60


class Served:
    """A running program and the processes it split off."""

    def __init__(self, program: "subprocess.Popen[str]") -> None:
        self.program = program
        assert program.stdout is not None
        found = re.search(r"http://[\d.]+:\d+", program.stdout.readline())
        assert found is not None
        self.address = found[0]

    def children(self) -> set[int]:
        text = Path(f"/proc/{self.program.pid}/task/{self.program.pid}/children").read_text()
        return {int(number) for number in text.split()}

    def answers(self) -> bool:
        with urllib.request.urlopen(f"{self.address}/health/", timeout=PATIENCE) as answer:
            return bool(answer.read() == b"ok")


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    """Ended; one that nobody has asked for its status yet counts as ended too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture
def served(firm: Terminal) -> Iterator[Served]:
    command = [sys.executable, "-m", "tongxin", "serve", "--data", str(firm.data), "--port", "0", "--workers", "2"]
    program = subprocess.Popen(
        command, env=firm.environment(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        yield Served(program)
    finally:
        if program.poll() is None:
            program.send_signal(signal.SIGINT)
        program.communicate(timeout=PATIENCE)


def test_whoever_dies_is_replaced_and_the_others_go_on(served: Served) -> None:
    wait_until(lambda: len(served.children()) == 3)
    assert all(served.answers() for _time in range(10))
    answering, other, working = sorted(served.children())  # in the order in which they were split off
    for victim in (answering, working):
        os.kill(victim, signal.SIGKILL)
    assert all(served.answers() for _time in range(10))
    wait_until(lambda: len(served.children() - {answering, working}) == 3)
    assert other in served.children()
    assert served.answers()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_all_end_when_the_program_is_asked_to(served: Served, ending: signal.Signals) -> None:
    wait_until(lambda: len(served.children()) == 3)
    children = served.children()
    assert served.answers()
    served.program.send_signal(ending)
    assert served.program.wait(timeout=PATIENCE) == 0
    assert all(is_gone(pid) for pid in children)


def test_nobody_is_left_behind_when_the_program_is_killed(served: Served) -> None:
    wait_until(lambda: len(served.children()) == 3)
    children = served.children()
    served.program.kill()
    wait_until(lambda: all(is_gone(pid) for pid in children))


@pytest.mark.django_db
def test_several_are_refused_on_a_file_whose_journal_is_not_made_for_them() -> None:
    if connection.vendor == "postgresql":
        assert not why_one_process()
    else:
        assert "not safe for several processes" in why_one_process()
