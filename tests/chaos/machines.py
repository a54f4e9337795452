"""Two machines serve one firm on PostgreSQL behind a proxy, a third works its jobs; one of the two dies again and again while programs write.

Run by `bin/chaos machines [--nginx PROGRAM] [--bouncer PROGRAM]`: the programs are those of the packages nginx and pgbouncer. Each machine has a data
folder of its own; the key, the database and the folder of files are common. Prints what it found as JSON.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import psycopg

from bench.firm import MAIL, ROOT, Firm, tongxin
from bench.server import sign_in
from tests.chaos import crash
from tests.chaos.writers import Writers

PROXY = """
pid {place}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;
  client_max_body_size 300m;
  upstream tongxin {{ {servers} keepalive 16; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://tongxin;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host:{port};
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      add_header X-Machine $upstream_addr always;
    }}
  }}
}}
"""
POOL = """
[databases]
{name} = host={socket} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
auth_type = any
pool_mode = {mode}
max_client_conn = 200
default_pool_size = 40
ignore_startup_parameters = options,extra_float_digits
"""
FIRST_PORT = 18600
AGAIN = crash.AGAIN | {"502", "504"}


class Machine:
    """One `serve`, with a folder and a port of its own."""

    all_started: ClassVar[list["subprocess.Popen[bytes]"]] = []

    def __init__(self, folder: Path, files: Path, url: str, port: int, jobs: int) -> None:
        folder.mkdir(exist_ok=True)
        if not (folder / "files").exists():
            (folder / "files").symlink_to(files)
        self.firm, self.port, self.jobs = Firm("machine", 0, folder, url), port, jobs
        self.start()

    def start(self) -> None:
        """Begin to serve."""
        words = ("serve", "--port", str(self.port), "--job-workers", str(self.jobs))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tongxin", *words], env=self.firm.environment(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )  # fmt: skip
        Machine.all_started.append(self.process)

    def wait(self) -> None:
        """Until it is ready."""
        until = time.monotonic() + 400
        while status_at(self.port, "/ready/") != 200:
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError(f"the machine at {self.port} does not serve")
            time.sleep(0.2)

    def die(self) -> None:
        """Without a word, and come back."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.start()
        self.wait()


def status_at(port: int, path: str) -> int:
    """0 where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _pooled(place: Path, program: str, url: str, mode: str) -> "tuple[str, subprocess.Popen[bytes]]":
    """A pool of connections before the server: its address, and its process."""
    known = psycopg.conninfo.conninfo_to_dict(url)
    place.mkdir()
    said = POOL.format(name=known["dbname"], socket=known["host"], user=known["user"], port=FIRST_PORT + 9, mode=mode)
    (place / "pool.ini").write_text(said)
    # It refuses to be root; whoever owns the server's folder may enter it.
    user: dict[str, Any] = {"user": Path(known["host"]).stat().st_uid} if os.geteuid() == 0 else {}
    pool = subprocess.Popen([program, "-q", str(place / "pool.ini")], **user)
    return f"postgresql://{known['user']}@127.0.0.1:{FIRST_PORT + 9}/{known['dbname']}?pool_mode={mode}", pool


def _asked(port: int, times: int) -> dict[str, Any]:
    """Somebody who signed in once opens a page again and again: by whom they were answered, and how."""
    headers = sign_in(SimpleNamespace(host="127.0.0.1", port=port))  # type: ignore[arg-type]  # all it needs
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    machines, statuses = Counter[str](), Counter[int]()
    begun = time.monotonic()
    for _time in range(times):
        connection.request("GET", "/customers/", headers=headers)
        answer = connection.getresponse()
        answer.read()
        machines[answer.headers["X-Machine"]] += 1
        statuses[answer.status] += 1
    took = (time.monotonic() - begun) / times
    return {"machines": sorted(machines.values()), "statuses": dict(statuses), "ms": round(took * 1000, 1)}


def _workers_of_jobs(url: str) -> set[int]:
    """The numbers of the processes that have worked jobs."""
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT DISTINCT worker FROM jobs_job WHERE worker <> ''").fetchall()
    return {int(worker.rsplit("/", 3)[1]) for (worker,) in rows}


def _children(process: "subprocess.Popen[bytes]") -> set[int]:
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return {process.pid, *map(int, told.split())}


def _proxy(place: Path, program: str, machines: list[Machine]) -> "subprocess.Popen[bytes]":
    """Before the machines; it leaves out for a second who did not answer."""
    servers = " ".join(f"server 127.0.0.1:{one.port} max_fails=1 fail_timeout=1s;" for one in machines)
    (place / "nginx.conf").write_text(PROXY.format(place=place, servers=servers, port=FIRST_PORT))
    started = subprocess.Popen(
        [program, "-c", str(place / "nginx.conf"), "-g", "daemon off;"], stderr=subprocess.DEVNULL
    )
    while not status_at(FIRST_PORT, "/health/"):
        time.sleep(0.1)
    return started


def play(place: Path, url: str, direct: str, nginx: str, times: int, chance: random.Random) -> dict[str, Any]:
    """Found, serve, write, kill, look."""
    firm = crash.founded(place, url)
    token = tongxin(firm, "token", "create", "--as", MAIL, "--name", "chaos").strip()
    files = place / "files"
    files.mkdir()
    running: list[subprocess.Popen[bytes]] = []
    try:
        machines = [Machine(place / f"machine{n}", files, url, FIRST_PORT + n, jobs=0) for n in (1, 2)]
        working = Machine(place / "machine3", files, url, FIRST_PORT + 3, jobs=2)
        for one in (*machines, working):
            one.wait()
        running.append(_proxy(place, nginx, machines))
        asked = _asked(FIRST_PORT, 60)
        writers = Writers(SimpleNamespace(host="127.0.0.1", port=FIRST_PORT), token, 8)  # type: ignore[arg-type]  # all it needs
        writers.start()
        try:
            waited = crash.torment(writers.told, lambda: chance.choice(machines).die(), times, chance)
            time.sleep(2)
        finally:
            told = writers.stop()
        time.sleep(3)
        worked = _workers_of_jobs(direct)
        is_elsewhere = bool(worked) and worked <= _children(working.process)
    finally:
        running += Machine.all_started
        for process in running:
            process.terminate()
        for process in running:
            process.wait(60)
    wrong = sum(count for status, count in told.statuses.items() if status not in AGAIN)
    return {**asked, "jobs_elsewhere": is_elsewhere, **crash.judged(firm, told, waited), "wrong_answers": wrong}


def main(argv: list[str]) -> int:
    """With a server of PostgreSQL of its own."""
    parser = argparse.ArgumentParser(prog="bin/chaos machines", description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--nginx", default=shutil.which("nginx") or "/usr/sbin/nginx")
    parser.add_argument("--bouncer", default="", help="the program pgbouncer: all connections by way of it")
    parser.add_argument("--mode", default="session", help="of the pool")
    arguments = parser.parse_args(argv)
    os.environ |= {"TONGXIN_SECRET_KEY": "one key for all machines of the firm", "TONGXIN_TRUSTED_PROXIES": "127.0.0.1"}
    seed = random.randrange(1, 1_000_000)
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o755)
        direct, _crash, end = crash.postgres(place)
        url, pool = _pooled(place / "pool", arguments.bouncer, direct, arguments.mode) if arguments.bouncer else (direct, None)  # fmt: skip
        try:
            report = play(place, url, direct, arguments.nginx, arguments.times, random.Random(seed))
        finally:
            if pool is not None:
                pool.terminate()
            end()
    print(json.dumps({"seed": seed, **report}, ensure_ascii=False))
    return 1 if report["lost"] or report["doubled"] or report["wrong_answers"] or not report["jobs_elsewhere"] else 0
