"""Requests inward, of every feature that goes out, in a network of our own: bin/sec ssrf.

Needs Linux and the right to make a network namespace (root). Nothing outside of it is ever addressed: there is no way out.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.security.inward.vectors import OPEN, VECTORS

MARK = "TONGXIN_OWN_NETWORK"
MOST_S = 15.0
TOLD = {"answered", "NoWayOut", "NoAnswer", "NotTaken", "Refused", "ValidationError"}  # what views answer with words


def inside(folder: Path) -> int:
    """Within the namespace: try every host with every feature."""
    from tests.security.inward.network import Network, lay

    lay(folder)
    os.environ["TONGXIN_DATA"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/tongxin.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings_test")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.cast import assemble
    from tests.security.inward.ways import ways

    network, outcomes, slowest = Network(folder), Counter[str](), (0.0, "")
    found = ways(assemble().boss)
    for name, go in found.items():
        for host in VECTORS:
            begun, before = time.monotonic(), sum(network.inside().values())
            try:
                go(host)
                outcomes["answered"] += 1
            except Exception as error:  # noqa: BLE001  # whatever it is, what counts is whether somebody was reached
                outcomes[type(error).__name__] += 1
                if type(error).__name__ not in TOLD:
                    print(f"{name} to {host!r}: {error!r}", flush=True)
            slowest = max(slowest, (time.monotonic() - begun, f"{name} to {host!r}"))
            if sum(network.inside().values()) > before:
                print(f"{name} reached inside by {host!r}", flush=True)
    time.sleep(0.5)
    reached = network.inside()
    allowed = sum(count for (number, _port), count in network.reached.items() if number == OPEN)
    print(f"{len(VECTORS)} hosts, {len(found)} features, {len(VECTORS) * len(found)} attempts: {dict(outcomes)}")
    print(
        f"{allowed} connections to the open net (each answered with a way inward), {sum(reached.values())} inside: {reached}"
    )
    odd = set(outcomes) - TOLD
    print(
        f"slowest {slowest[0]:.1f} s: {slowest[1]}; {sum(network.asked.values())} questions about names; raised and not told: {odd or 'nothing'}"
    )
    return 1 if reached or odd or not allowed or slowest[0] > MOST_S else 0


def main(argv: list[str]) -> int:
    """Exit status 0 when nothing inside was connected to, though the open net was."""
    argparse.ArgumentParser(prog="bin/sec ssrf", description=__doc__).parse_args(argv)
    if MARK not in os.environ:
        command = ["unshare", "--net", "--mount", sys.executable, "-m", "tests.security", "ssrf"]
        return subprocess.run(command, env={**os.environ, MARK: "1"}).returncode
    with tempfile.TemporaryDirectory(prefix="tongxin-inward-") as folder:
        return inside(Path(folder))
