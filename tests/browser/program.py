"""The program as its users have it: a process that serves a data folder."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands.terminal import ROOT, Terminal

ADDRESS = re.compile(r"Tongxin is at (http://\S+)/")
SETTING_UP = re.compile(r"http://\S+/setup/\?token=\S+")
SECONDS = 120


@dataclass
class Program:
    """A running program: its process, its data folder, and what it has printed so far."""

    process: subprocess.Popen[str]
    data: Path
    said: list[str] = field(default_factory=list)

    def printed(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Wait until the program prints this."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if found := pattern.search("".join(self.said)):
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the program never printed {pattern.pattern!r}:\n{''.join(self.said[-30:])}")

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return self.printed(ADDRESS).group(1)

    @property
    def set_up_link(self) -> str:
        """The one-time link with which a firm is founded."""
        return self.printed(SETTING_UP).group()

    def listen(self) -> None:
        """Read on as long as it prints, so that it never waits for a reader."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)


@contextmanager
def served(data: Path, *more: str) -> Iterator[Program]:
    """Serve a data folder as long as needed."""
    command = [sys.executable, "-u", "-m", "tongxin", "serve", "--data", str(data), "--port", "0", *more]
    pipe, environment = subprocess.PIPE, Terminal(data).environment(TONGXIN_REQUESTS_PER_MINUTE="off")
    process = subprocess.Popen(command, stdout=pipe, stderr=subprocess.STDOUT, text=True, env=environment, cwd=ROOT)
    program = Program(process, data)
    threading.Thread(target=program.listen, daemon=True).start()
    try:
        assert program.address
        yield program
    finally:
        process.terminate()
        process.wait(SECONDS)
