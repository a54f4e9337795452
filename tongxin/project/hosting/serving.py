"""One program for each company that is open: started, replaced when it dies or its page changes, and ended when it is suspended.

A program knows nothing of the other companies: it is given one folder and one database, and inherits neither address nor secret of another.
"""

import json
import logging
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

from tongxin.project.hosting.companies import Company, State, companies

log = logging.getLogger(__name__)
_WHERE: Final = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_SHORTEST_LIFE: Final = 5.0  # who dies sooner waits before the next try
_SECONDS_TO_END: Final = 25.0
# What whoever runs the host says for all its companies.
_OF_ALL: Final = ("TONGXIN_REQUESTS_PER_MINUTE", "TONGXIN_BREACHED_PASSWORDS", "TONGXIN_CLAMD")
SERVING: Final = "serving.json"


class Child:
    """The program of one company."""

    def __init__(self, company: Company) -> None:
        self.company, self.begun, self.port = company, time.monotonic(), 0
        command = [*program_of(company), "serve", "--port", "0", "--threads", "4"]
        self._process = subprocess.Popen(  # noqa: S603  # whoever runs the host has named it
            command, env=surroundings(company), cwd=company.folder, stdout=subprocess.PIPE, text=True
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        """Hear where it is, and pass on what it says: the link to the set-up of a new one."""
        for line in self._process.stdout or ():
            print(f"{self.company.name}: {line}", end="", flush=True)
            if not self.port and (found := _WHERE.search(line)):
                self.port = int(found[1])
                told = {"pid": self._process.pid, "port": self.port, "program": self.company.program}
                (self.company.folder / SERVING).write_text(json.dumps(told))

    @property
    def is_dead(self) -> bool:
        """Whether it has ended by itself."""
        return self._process.poll() is not None

    def ask_to_end(self) -> None:
        """In an orderly way."""
        self.port = 0
        (self.company.folder / SERVING).unlink(missing_ok=True)
        if not self.is_dead:
            self._process.terminate()

    def wait(self) -> None:
        """Until it has ended, by force if it takes too long."""
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def surroundings(company: Company) -> dict[str, str]:
    """What its program is told: nothing about any other."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TONGXIN_", "DATABASE_", "DJANGO_"))}
    said = {
        "TONGXIN_DATA": str(company.folder),
        "TONGXIN_BASE_URL": company.address,
        "TONGXIN_TRUSTED_PROXIES": "127.0.0.1",
    }
    said |= {name: os.environ[name] for name in _OF_ALL if os.environ.get(name)}
    if company.database:
        said["DATABASE_URL"] = company.database
    if not company.program:
        said["PYTHONPATH"] = str(Path(__file__).resolve().parents[3])
    return {**kept, **said, "PYTHONUNBUFFERED": "1"}


def program_of(company: Company) -> list[str]:
    """The command `tongxin` by which it is served: the host's own unless its page names another."""
    return [company.program] if company.program else [sys.executable, "-m", "tongxin"]


class Host:
    """All companies of a folder, and the programs of those that are open."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._children: dict[str, Child] = {}
        self._lock = threading.Lock()
        self._known: dict[str, Company] = {}

    def look(self) -> None:
        """Do what the pages say: called again and again by one thread."""
        found = {company.name: company for company in companies(self._root)}
        with self._lock:
            self._known = {company.host: company for company in found.values()}
            leaving = [child for name, child in self._children.items() if self._is_over(child, found.get(name))]
            for child in leaving:
                del self._children[child.company.name]
                child.ask_to_end()
        for child in leaving:
            child.wait()
        for company in found.values():
            if company.state is State.OPEN and company.name not in self._children:
                with self._lock:
                    self._children[company.name] = Child(company)

    def _is_over(self, child: Child, company: Company | None) -> bool:
        if child.is_dead:
            if time.monotonic() - child.begun < _SHORTEST_LIFE:
                return False
            log.warning("the program of %s ended and is replaced", child.company.name)
        return child.is_dead or company is None or company.state is not State.OPEN or company != child.company

    def port_for(self, host: str) -> int | None:
        """Where the company of that host name is served: 0 while it is not, None for a name that nobody has.

        The page is read for every request, so that a suspension holds from the next one on.
        """
        with self._lock:
            company = self._known.get(host)
            child = self._children.get(company.name) if company else None
        if company is None:
            return None
        is_open = Company.read(company.folder).state is State.OPEN
        return child.port if is_open and child and not child.is_dead else 0

    def end(self) -> None:
        """All at once, then wait for each."""
        with self._lock:
            leaving = list(self._children.values())
            self._children.clear()
        for child in leaving:
            child.ask_to_end()
        for child in leaving:
            child.wait()
