"""Clients in processes of their own, each with one kept-alive connection."""

import http.client
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import quantiles

from bench.server import Server


@dataclass(frozen=True)
class Call:
    """One request."""

    path: str
    method: str = "GET"
    body: str = ""


@dataclass(frozen=True)
class Figures:
    """What came out, in milliseconds and calls per second. `sent` counts the calls of the warm-up too."""

    p50_ms: float
    p95_ms: float
    per_second: float
    calls: int
    sent: int = 0


def _client(
    host: str,
    port: int,
    headers: dict[str, str],
    calls: list[Call],
    seconds: float,
    out: "multiprocessing.Queue[list[float]]",
) -> None:
    connection = http.client.HTTPConnection(host, port, timeout=60)
    times: list[float] = []
    until = time.perf_counter() + seconds
    for number, call in enumerate(cycle(calls)):
        begun = time.perf_counter()
        if begun > until and number >= 5:
            break
        body = call.body.replace("%n", f"{time.time_ns()}").encode() if call.body else None
        connection.request(call.method, call.path, body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 400:
            out.put([-float(answer.status)])
            return
        times.append(time.perf_counter() - begun)
    out.put(times)


def run(
    server: Server, headers: dict[str, str], calls: Sequence[Call], *, clients: int = 1, seconds: float = 5
) -> Figures:
    """Send the calls in turn for some seconds, after a warm-up."""
    warm: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    _client(server.host, server.port, headers, list(islice(cycle(calls), 20)), 1, warm)
    warmed = len(_check(warm.get()))
    out: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    shares = [list(calls[start:]) + list(calls[:start]) for start in range(clients)]
    workers = [
        multiprocessing.Process(target=_client, args=(server.host, server.port, headers, share, seconds, out))
        for share in shares
    ]
    for worker in workers:
        worker.start()
    times = sorted(one for _worker in workers for one in _check(out.get(timeout=seconds + 60)))
    for worker in workers:
        worker.join()
    cuts = quantiles(times, n=20)
    return Figures(cuts[9] * 1000, cuts[18] * 1000, len(times) / seconds, len(times), len(times) + warmed)


def _check(times: list[float]) -> list[float]:
    if times and times[0] < 0:
        raise RuntimeError(f"the server answered {-times[0]:.0f}")
    return times
