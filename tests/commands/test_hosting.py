"""Many companies on one host: nothing that belongs to one opens anything of another."""

import http.client
import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from tests.commands.terminal import FOUNDING, PASSWORD, ROOT, Terminal
from tests.commands.test_serving import is_gone, wait_until
from tongxin.base.web.addresses import networks
from tongxin.base.web.doors import anyone
from tongxin.base.web.routes import is_api, routes
from tongxin.project.hosting.companies import Company, NotToBeHosted, State, add_company
from tongxin.project.hosting.router import Router, host_of

MAIL = FOUNDING[-1]
COMPANIES = ("hengxin", "chengjiang")
PRIVATE = [
    "/" + re.sub(r"<[^>]+>", "1", one.pattern) for one in routes() if not is_api(one) and one.view.door is not anyone
]


class Answer(NamedTuple):
    status: int
    text: str
    headers: http.client.HTTPMessage


class Hosted:
    """A host with two companies, and whoever knocks there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        command = [sys.executable, "-m", "tongxin", "host", "--data", str(root), "--port", "0"]
        self.program = subprocess.Popen(
            command,
            env=Terminal(root).environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.program.stdout is not None
        self.port, ready = 0, 0
        while ready < len(COMPANIES):
            line = self.program.stdout.readline()
            if found := re.match(r"The companies of .*:(\d+)/", line):
                self.port = int(found[1])
            ready += ": Tongxin is at" in line

    def ask(self, host: str, path: str, form: dict[str, str] | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        body = urlencode(form) if form is not None else None
        if form is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if body is not None else "GET", path, body, given)
        answer = connection.getresponse()
        told = Answer(answer.status, answer.read().decode(errors="replace"), answer.headers)
        connection.close()
        return told

    def sign_in(self, host: str) -> str:
        """The cookies of whoever founded it."""
        page = self.ask(host, "/login/")
        secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert secret is not None, page
        cookies = SimpleCookie(page.headers["Set-Cookie"])
        form = {"csrfmiddlewaretoken": secret[1], "email": MAIL, "password": PASSWORD}
        answer = self.ask(host, "/login/", form, Cookie=_told(cookies))
        assert answer.status == 302, answer
        for line in answer.headers.get_all("Set-Cookie") or []:
            cookies.load(line)
        return _told(cookies)


def _told(cookies: SimpleCookie) -> str:
    return "; ".join(f"{name}={one.value}" for name, one in cookies.items())


def address(name: str) -> str:
    return f"{name}.example"


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    root = tmp_path_factory.mktemp("host")
    for name in COMPANIES:
        company = add_company(root, name=name, address=f"http://{address(name)}")
        Terminal(company.folder / "new").found_firm()
        for path in (company.folder / "new").iterdir():
            path.rename(company.folder / path.name)
    hosted = Hosted(root)
    yield hosted
    hosted.program.send_signal(signal.SIGTERM)
    hosted.program.communicate(timeout=60)


def test_nothing_of_one_company_opens_another(hosted: Hosted) -> None:
    one, other = map(address, COMPANIES)
    cookie = hosted.sign_in(one)
    token = Terminal(hosted.root / COMPANIES[0]).done("token", "create", "--as", MAIL, "--name", "x").strip()
    bearer = f"Bearer {token}"
    assert hosted.ask(one, "/today/", Cookie=cookie).status == 200
    assert hosted.ask(one, "/api/v1/me", Authorization=bearer).status == 200
    for path in PRIVATE:
        there = hosted.ask(other, path, Cookie=cookie)
        assert there.status == 401 or there.headers["Location"].startswith("/login/"), path
    assert hosted.ask(other, "/api/v1/me", Authorization=bearer).status == 401
    assert hosted.ask(other, "/today/", Cookie=cookie, X_Forwarded_Host=one).status == 302


def test_a_host_that_nobody_has_is_unknown(hosted: Hosted) -> None:
    for name in ("nobody.example", "127.0.0.1", "", "hengxin.example.evil.example", f"{address('hengxin')}, x"):
        assert hosted.ask(name, "/health/").status == 404, name


def test_who_is_suspended_is_out_with_the_next_request(hosted: Hosted) -> None:
    company = Company.read(hosted.root / COMPANIES[1])
    cookie = hosted.sign_in(company.host)
    assert hosted.ask(company.host, "/today/", Cookie=cookie).status == 200
    pid = json.loads((company.folder / "serving.json").read_text())["pid"]
    company.changed(state=State.SUSPENDED)
    answer = hosted.ask(company.host, "/today/", Cookie=cookie)
    assert answer.status == 503
    assert answer.headers["Retry-After"]
    wait_until(lambda: is_gone(pid))
    assert hosted.ask(address(COMPANIES[0]), "/health/").text == "ok"
    assert not (company.folder / "serving.json").exists()


@pytest.mark.parametrize(
    ("name", "where"),
    [("Big", "http://x.example"), ("../x", "http://x.example"), ("x", "ftp://x.example"), ("x", "http://x.example/y"), ("x", "http://hengxin.example"), ("x", "http://a b")],
)  # fmt: skip
def test_names_and_addresses_are_looked_at(tmp_path: Path, name: str, where: str) -> None:
    add_company(tmp_path, name="hengxin", address="http://hengxin.example")
    with pytest.raises(NotToBeHosted):
        add_company(tmp_path, name=name, address=where)


@pytest.mark.parametrize(
    ("header", "host"),
    [("A.example:8000", "a.example"), ("a.example.", "a.example"), ("[::1]:80", ""), ("10.0.0.1", ""), ("", "")],
)
def test_a_host_header_is_read(header: str, host: str) -> None:
    assert host_of(header) == host


class Echo(BaseHTTPRequestHandler):
    """A company's program that answers with what it was told."""

    def do_GET(self) -> None:  # noqa: N802  # the library's name
        told = json.dumps(dict(self.headers)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *said: object) -> None:
        """Nothing."""


class OnePlace:
    def __init__(self, port: int) -> None:
        self.port = port

    def port_for(self, host: str) -> int:
        return self.port


def test_a_visitor_is_believed_only_through_a_trusted_proxy() -> None:
    server = HTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    claims = {"HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_REQUEST_ID": "mine"}
    asked = {"REQUEST_URI": "/", "REQUEST_METHOD": "GET", "HTTP_HOST": "a.example", "REMOTE_ADDR": "198.51.100.7"}

    def told(proxies: str) -> dict[str, str]:
        router = Router(OnePlace(server.server_port), networks(proxies))
        return json.loads(b"".join(router({**asked, **claims}, lambda status, headers: None)))

    stranger, proxy = told(""), told("198.51.100.0/24")
    server.shutdown()
    server.server_close()
    assert (stranger["X-Forwarded-For"], stranger["X-Forwarded-Proto"]) == ("198.51.100.7", "http")
    assert (proxy["X-Forwarded-For"], proxy["X-Forwarded-Proto"]) == ("203.0.113.9, 198.51.100.7", "https")
    assert "X-Request-Id" not in {**stranger, **proxy}
