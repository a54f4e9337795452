"""The product, served as its users serve it, and a way in."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from bench.firm import MAIL, PASSWORD, Firm


@dataclass
class Server:
    """A running server of one firm."""

    process: "subprocess.Popen[str]"
    host: str
    port: int
    started_in: float

    def close(self) -> None:
        """End it, by its own number."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def cpu_seconds(self) -> float:
        """What all its processes have computed so far: on a busy machine the figure to trust."""
        ticks = 0
        for pid in self.pids():
            with open(f"/proc/{pid}/stat") as file:
                ticks += sum(int(one) for one in file.read().rpartition(")")[2].split()[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def pids(self) -> list[int]:
        """The program and what it split off."""
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [pid, *(int(number) for number in file.read().split())]

    def rss_mb(self) -> float:
        """Proportional memory (PSS) of all its processes, in MiB."""
        return sum(_pss_mb(one) for one in self.pids())


def _pss_mb(pid: int) -> float:
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024


def serve(firm: Firm, workers: int = 1, job_workers: int = 1) -> Server:
    """Start and wait for the first answer. Without job workers what an import left to be worked out stays where it is."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "tongxin", "serve", "--port", "0", "--workers", str(workers)]
    command += ["--job-workers", str(job_workers)]
    environment = {**firm.environment(), "PYTHONUNBUFFERED": "1", "TONGXIN_REQUESTS_PER_MINUTE": "off"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://([\d.]+):(\d+)", line):
            server = Server(process, found[1], int(found[2]), 0)
            connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
            connection.request("GET", "/health/")
            connection.getresponse().read()
            server.started_in = time.perf_counter() - begun
            return server
    raise RuntimeError(f"the server ended with {process.wait()}")


def sign_in(server: Server, mail: str = MAIL) -> dict[str, str]:
    """Headers of a signed-in person."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
    connection.request("GET", "/login/")
    answer = connection.getresponse()
    page = answer.read().decode()
    cookies = SimpleCookie(answer.headers.get("Set-Cookie", ""))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    body = urlencode({"csrfmiddlewaretoken": token[1], "email": mail, "password": PASSWORD})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items()),
    }
    connection.request("POST", "/login/", body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302:
        raise RuntimeError(f"sign-in answered {answer.status}")
    for text in answer.headers.get_all("Set-Cookie") or []:
        cookies.load(text)
    return {"Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items()), "Accept-Language": "zh-CN"}


def typed(person: dict[str, str]) -> dict[str, str]:
    """Headers with which a signed-in person's page sends a form's piece."""
    token = SimpleCookie(person["Cookie"])["csrf"].value
    kind = "application/x-www-form-urlencoded"
    return {**person, "X-CSRFToken": token, "HX-Request": "true", "Content-Type": kind}


def parts_of(url: str) -> str:
    """Path and query of an address."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def quiet() -> float:
    """How busy the machine is: load of the last minute per core."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)
