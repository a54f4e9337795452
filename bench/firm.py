"""A firm with data to measure on, kept between runs: founded and filled by the product's own commands."""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.data import write_csv

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "bench"
MAIL, PASSWORD = "bench@tongxin.example", "measure-twice-2026"
# Of a seeded firm: a region's manager, who sees a quarter of its customers, and a seller, who sees those of a unit, a twentieth.
MANAGER, SELLER = "manager0@tongxin.example", "seller000@tongxin.example"


@dataclass(frozen=True)
class Firm:
    """One database with its folder."""

    database: str
    rows: int
    folder: Path
    url: str

    def environment(self) -> dict[str, str]:
        """For commands on this firm."""
        more = {"DATABASE_URL": self.url} if self.url else {}
        return {**os.environ, **more, "TONGXIN_DATA": str(self.folder), "PYTHONPATH": str(ROOT)}


def tongxin(firm: Firm, *words: str, text: str = "") -> str:
    """Run one command; its output."""
    command = [sys.executable, "-m", "tongxin", *words]
    done = subprocess.run(command, env=firm.environment(), input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"tongxin {words[0]}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def founded(database: str, rows: int, url: str, *, afresh: bool = False, kind: str = "") -> Firm:
    """The firm, founded if it is not there."""
    folder = HOME / "-".join(part for part in (kind, database, str(rows)) if part)
    firm = Firm(database, rows, folder, url)
    if afresh:
        shutil.rmtree(folder, ignore_errors=True)
    if not (folder / "founded").exists():
        folder.mkdir(parents=True, exist_ok=True)
        tongxin(
            firm,
            "setup",
            "--company",
            "恒信阀门有限公司",
            "--name",
            "陈岚",
            "--email",
            MAIL,
            "--password-stdin",
            text=PASSWORD,
        )
        (folder / "founded").touch()
    return firm


def filled(firm: Firm) -> dict[str, float]:
    """The firm with its customers; figures of the import when it had to be made, else an empty dict."""
    stamp = firm.folder / "filled.json"
    if stamp.exists():
        return {}
    file = write_csv(HOME / f"customers-{firm.rows}.csv", firm.rows)
    begun = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    report = json.loads(tongxin(firm, "import", str(file), "--as", MAIL, "--json"))
    seconds = time.perf_counter() - begun
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    figures = {
        "per_second": report["rows"] / report["seconds"],
        "seconds_in_all": seconds,
        "rss_mb": peak,
        "created": report["created"],
        "rejected": len(report["rejected"]),
    }
    stamp.write_text(json.dumps(figures))
    return figures


def seeded(firm: Firm, activities: int) -> float:
    """The firm with its customers and activities put straight into the tables; the seconds that took, 0 when it was there."""
    stamp = firm.folder / "seeded"
    if stamp.exists():
        return 0
    begun = time.perf_counter()
    command = [sys.executable, "-m", "bench.seed", str(firm.rows), str(activities)]
    subprocess.run(command, env=firm.environment(), check=True)
    stamp.touch()
    return time.perf_counter() - begun


def approvals(firm: Firm, tasks: int, wanted: Iterable[str]) -> list[dict[str, str | float | int]]:
    """Figures of decisions ("approval") and of the "inbox" among so many tasks, which are put in first."""
    more = {"DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    command = [sys.executable, "-m", "bench.approvals", str(tasks), *wanted]
    done = subprocess.run(command, env={**firm.environment(), **more}, check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def overlapping(firm: Firm) -> list[dict[str, str | float | int]]:
    """Figures of three overlapping files that are brought into a new firm, `rows` Chinese firms among their customers."""
    more = {"DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    command = [sys.executable, "-m", "bench.coming_in", str(firm.rows)]
    done = subprocess.run(command, env={**firm.environment(), **more}, check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def with_deals(firm: Firm) -> float:
    """The firm with its opportunities; the seconds that took, 0 when they were there."""
    stamp = firm.folder / "deals"
    if stamp.exists():
        return 0
    begun = time.perf_counter()
    more = {"DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    command = [sys.executable, "-m", "bench.deals", str(firm.rows)]
    subprocess.run(command, env={**firm.environment(), **more}, check=True)
    stamp.touch()
    return time.perf_counter() - begun
