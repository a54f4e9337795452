"""Opens hostile files, each in a process of its own that is watched: bin/sec files. Nothing outside may be read, written or called."""

import argparse
import json
import os
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import django

from tests.security.hostile import CANARY, Hostile, hostile, workbook
from tongxin.base.reading import Unreadable, open_source
from tongxin.project.care.archive import read_archive
from tongxin.project.care.manifest import DamagedArchive

MOST_SECONDS, MOST_MEGABYTES = 10.0, 256
_OWN = tuple(os.path.realpath(path) for path in {sys.prefix, sys.base_prefix, "/usr", str(Path(__file__).parents[2])})
_CALLS = (
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.symlink",
    "os.link",
    "os.remove",
    "os.rename",
)
_BREAKING = 77


class Opened(NamedTuple):
    """How it ended: refused or read, or what it did that it must not; by how many megabytes the reader grew."""

    how: str
    seconds: float
    megabytes: float


def _watch(folder: Path) -> None:
    """End this process at once when something outside is touched."""
    mine = os.path.realpath(folder)

    def look(event: str, arguments: Sequence[Any]) -> None:  # Any: what the event says
        if event in _CALLS:
            os._exit(_BREAKING)
        if event == "open" and isinstance(arguments[0], str | bytes):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if not path.startswith((mine, *_OWN)):
                os.write(2, f"opened {path}\n".encode())
                os._exit(_BREAKING)

    sys.addaudithook(look)


def _read(path: Path) -> None:
    """As an import reads it to its end, and as a backup that is restored."""
    if path.name.endswith(".tar.gz"):
        read_archive(path)
        return
    source = open_source(path, path.name)
    for _row in source.chosen.rows() if source.chosen else source.cards():
        """Each is looked at and let go."""
    str(source.notes)


def _child(path: Path) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (int(MOST_SECONDS) * 2, int(MOST_SECONDS) * 2))
    _watch(path.parent)
    try:
        _read(path)
    except (Unreadable, DamagedArchive):
        return 1
    except BaseException as error:
        os.write(2, f"{error!r}\n"[:500].encode())
        return 2
    return 0


def _resident() -> float:
    """Megabytes that this process has in memory: whoever is split off from it begins with them."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def opened(one: Hostile, folder: Path) -> Opened:
    """What became of one file."""
    path = folder / one.name
    path.write_bytes(one.content)
    before = _resident()
    pid = os.fork()
    if pid == 0:
        os._exit(_child(path))
    _pid, status, used = os.wait4(pid, 0)
    path.unlink()
    seconds = used.ru_utime + used.ru_stime
    ends = {0: "read", 1: "refused", 2: "broke", _BREAKING: "reached outside"}
    how = f"killed by {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else ends.get(os.WEXITSTATUS(status), "ended")
    return Opened(how, seconds, max(used.ru_maxrss / 1024 - before, 0))


def amiss(found: Opened) -> bool:
    """Whether it harmed, took too long or too much."""
    return found.how not in ("read", "refused") or found.seconds > MOST_SECONDS or found.megabytes > MOST_MEGABYTES


def main(argv: list[str]) -> int:
    """Open all of them. Exit status 0 when each was read or refused within its bounds."""
    parser = argparse.ArgumentParser(prog="bin/sec files", description=__doc__)
    parser.add_argument("--bends", type=int, default=100, help="sound workbooks with some bytes changed")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(argv)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tongxin.project.settings_test"
    django.setup()  # refusals are translated
    Path(CANARY).write_text("canary")
    ways: Counter[str] = Counter()
    wrong, slowest, largest = [], 0.0, 0.0
    with tempfile.TemporaryDirectory(prefix="tongxin-hostile-") as folder:
        at_rest = opened(Hostile("a sound one", "a.xlsx", workbook()), Path(folder)).megabytes
        for number, one in enumerate(hostile(arguments.seed, arguments.bends)):
            found = opened(one, Path(folder))
            ways[found.how] += 1
            slowest, largest = max(slowest, found.seconds), max(largest, found.megabytes)
            if amiss(found):
                wrong.append([number, one.what, one.name, *found])
        left = sorted(path.name for path in Path(folder).iterdir())
    Path(CANARY).unlink()
    told = {"files": ways.total(), **ways, "slowest_s": round(slowest, 2), "largest_mb": round(largest)}
    print(json.dumps({**told, "at_rest_mb": round(at_rest), "left": left, "wrong": wrong}, ensure_ascii=False))
    return 1 if wrong or left else 0
