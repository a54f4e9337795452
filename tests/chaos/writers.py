"""Programs that write through the API while something dies, and remember what they were promised."""

import http.client
import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from bench.server import Server

PAUSE = 0.05


@dataclass
class Told:
    """What all writers were told: names by the number under which each was acknowledged, every status with its count."""

    kept: dict[int, str] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)
    last_good: float = 0.0


class Writers:
    """So many at once, each adding customers one after the other; each is sent with its key until it is acknowledged."""

    def __init__(self, server: Server, token: str, count: int) -> None:
        self.server, self.token, self.told = server, token, Told()
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(number,)) for number in range(count)]

    def start(self) -> None:
        """Begin to write."""
        for one in self.threads:
            one.start()

    def stop(self) -> Told:
        """Let everyone end what they are at, and answer what they were told."""
        self.stopping.set()
        for one in self.threads:
            one.join()
        return self.told

    def _write(self, number: int) -> None:
        turn = 0
        while not self.stopping.is_set():
            turn += 1
            self._add(f"承诺{number}号之{turn}阀门有限公司")

    def _add(self, name: str) -> None:
        """Send it until it is acknowledged, however often the door is shut; nobody gives up before."""
        with self.told.guard:
            self.told.asked += 1
        while True:
            status, body = self._send(name)
            with self.told.guard:
                self.told.statuses[status] += 1
                if status == "201":
                    self.told.kept[int(json.loads(body)["id"])] = name
                    self.told.last_good = time.monotonic()
                    return
            time.sleep(PAUSE)

    def _send(self, name: str) -> tuple[str, bytes]:
        """Status or the kind of a broken line, and the body."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": name.encode().hex(),
        }
        connection = http.client.HTTPConnection(self.server.host, self.server.port, timeout=60)
        try:
            connection.request("POST", "/api/v1/parties", json.dumps({"kind": "organisation", "name": name}), headers)
            answer = connection.getresponse()
            return str(answer.status), answer.read()
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__, b""
        finally:
            connection.close()
