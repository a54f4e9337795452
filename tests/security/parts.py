"""Whether a part of the program has a fault that the world knows: every line of the lock files is looked up in a service outside.

Run by `bin/sec parts [--service pypi|osv]`. It sends the names and versions of the parts to that service and nothing else. Exit status 0: looked up,
nothing known; 1: something is known; 2: it could not be looked up, so that nothing is known of any part.
"""

import argparse
import json
import os
import subprocess
import sys
from typing import NamedTuple

from tests.house.tables import ROOT

LOCKS = ("requirements.lock", "requirements-ocr.lock")
PATIENCE = 600  # seconds for one file


class NotLookedUp(Exception):
    """The service did not answer for every part."""


class Known(NamedTuple):
    """A part with a fault, by which names it is known, and the versions without it."""

    part: str
    version: str
    names: tuple[str, ...]
    mended_in: tuple[str, ...]


def known_faults(said: str, complaint: str) -> list[Known]:
    """What the auditor's report says. Raises NotLookedUp where it has none, or left a part out."""
    try:
        parts = json.loads(said)["dependencies"]
    except (ValueError, KeyError) as error:
        lines = complaint.strip().splitlines()
        raise NotLookedUp(lines[-1] if lines else "the auditor said nothing") from error
    left_out = [part["name"] for part in parts if "skip_reason" in part]
    if left_out or not parts:
        raise NotLookedUp(f"left out: {', '.join(left_out) or 'everything'}")
    return [
        Known(part["name"], part["version"], (fault["id"], *fault.get("aliases", ())), tuple(fault["fix_versions"]))
        for part in parts
        for fault in part["vulns"]
    ]


def ask(lock: str, service: str) -> list[Known]:
    """The faults known of the parts in one lock file. Raises NotLookedUp."""
    command = [os.environ.get("TONGXIN_AUDIT", sys.executable), "-m", "pip_audit", "--requirement", str(ROOT / lock)]
    command += ["--disable-pip", "--require-hashes", "--strict", "--vulnerability-service", service]
    command += ["--format", "json", "--progress-spinner", "off"]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise NotLookedUp(f"no answer in {PATIENCE} seconds") from error
    return known_faults(ended.stdout, ended.stderr)


def main(argv: list[str]) -> int:
    """Look all parts up and say what is known."""
    parser = argparse.ArgumentParser(prog="bin/sec parts", description=__doc__)
    parser.add_argument("--service", choices=["pypi", "osv"], default="pypi")
    service = parser.parse_args(argv).service
    try:
        found = {lock: ask(lock, service) for lock in LOCKS}
    except NotLookedUp as error:
        print(f"Could not be looked up, so nothing is known of any part: {error}", file=sys.stderr)
        return 2
    for lock, faults in found.items():
        for one in faults:
            mended = f"mended in {', '.join(one.mended_in)}" if one.mended_in else "not mended yet"
            print(f"{lock}: {one.part} {one.version}: {', '.join(one.names)}, {mended}")
    print(f"{sum(map(len, found.values()))} known faults in {' and '.join(LOCKS)}")
    return 1 if any(found.values()) else 0
