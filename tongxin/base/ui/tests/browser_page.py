"""A small site for the behaviours: the kit's frame around a few parts, under the policy of production."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import render_to_string

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
# Who opens the page: somebody, the same one after the firm has a new key, a visitor.
LI_WEI = {"pk": 7, "name": "李薇", "seal": "A" * 43 + "="}
READERS = {"/": LI_WEI, "/new-key/": {**LI_WEI, "seal": "B" * 42 + "A="}, "/visitor/": None}
PAGE = """{% extends "ui/shell.html" %}{% load ui %}{% block main %}<h1>客户</h1>
<form hx-post="/add/" data-draft="note">{% once %}<label for="t">说</label><textarea id="t" name="t"></textarea><p hx-get="/alike/" hx-trigger="change from:closest form"></p><button class="btn go">记下</button></form>
<button class="btn" id="more" popovertarget="m">更多</button><div class="menu" id="m" popover><a href="#a">甲</a><a href="#b">乙</a></div>
<form data-leaves><button class="btn" id="leave">退出</button></form>
<button hx-post="/status/" hx-vals='{"code": 401}' id="gone" class="btn">过期</button>
<button class="btn" hx-post="/many/" id="many">都打标签</button>
<div data-list><table class="table" data-table><tbody>{% for name in "甲乙丙" %}<tr data-row><td class="pick"><input type="checkbox" class="check" data-row aria-label="选 {{ name }}"></td>
<td><a href="#{{ name }}">{{ name }}</a></td><td data-edit="/cell/" tabindex="0">旧话</td></tr>{% endfor %}</tbody></table>
<div class="bulk" data-bulk hidden>已选 <b data-count></b></div></div>
<ul class="list turnlist"><li><span class="turn-dot"></span>{% icon "phone" %}<div class="col"><a href="#call">回电</a></div><div class="row"><button class="btn sm" id="called">办完了</button></div></li></ul>
<output hx-get="/number/" hx-trigger="every 100ms">0</output>
<button class="btn" data-hotkey="g x" data-command="办一件事" id="deed">办</button>{% endblock %}"""
EDIT = '<form hx-post="/saved/" hx-target="closest td"><input name="t" value="新话" aria-label="话"></form>'


def _answer(path: str, body: bytes) -> tuple[str, str, dict[str, str]]:
    if path == "/search/suggest/":
        return "200 OK", '<a role="option" href="#found">苏州恒润精密</a>', {}
    if path in ("/number/", "/alike/"):
        return "200 OK", "1", {}
    if path == "/add/":
        time.sleep(0.2)
        return "204 No Content", "", {"HX-Trigger": '{"toast": {"text": "\\u8bb0\\u4e0b\\u4e86", "undo": "/undo/"}}'}
    if path == "/many/":
        said = '{"toast": {"text": "\\u6807\\u4e86", "undo": "/undo/"}}'
        return "204 No Content", "", {"HX-Trigger": said, "HX-Refresh": "true"}
    if path == "/status/":
        return "401 Unauthorized", "", {}
    if path in ("/cell/", "/saved/"):
        return "200 OK", EDIT if path == "/cell/" else "新话", {}
    context = {
        "lang": "zh-Hans",
        "links": {},
        "palette_places": [{"title": "客户", "url": "#place", "icon": "company", "words": "kehu"}],
    }
    if path in READERS:
        template = engines["django"].from_string(PAGE)
        return "200 OK", template.render({**context, "me": READERS[path], "csrf_token": "x"}), {}
    return "200 OK", render_to_string("ui/error.html", {"title": "?", "text": ""}), {}


def _site(environ, start_response):
    path = environ["PATH_INFO"]
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        start_response("200 OK", [("Content-Type", KINDS[path.rsplit(".", 1)[1]])])
        with open(found, "rb") as file:
            return [file.read()]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    status, text, headers = _answer(path, body)
    start_response(
        status, [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", POLICY), *headers.items()]
    )
    return [text.encode()]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests need no access log."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the site while it is up."""
    with make_server("127.0.0.1", 0, _site, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
