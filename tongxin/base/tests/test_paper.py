"""What is printed, and that nothing is fetched while it is."""

import socket
import subprocess
from pathlib import Path

import pytest

from tongxin.base import paper
from tongxin.base.paper import CannotPrint, printed


def test_chinese_is_printed_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("h1::after { content: '很长很长很长很长很长很长很长很长' }")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        begin = f'<html lang="zh-Hans"><link rel="stylesheet" href="file://{secret}"><img src="http://127.0.0.1:{port}/x.png">'
        got = printed(f"{begin}<h1>报价单</h1>")
        with pytest.raises(TimeoutError):
            server.accept()
    assert got.startswith(b"%PDF-")
    assert len(got) == len(printed('<html lang="zh-Hans"><h1>报价单</h1>'))


def test_a_missing_library_or_typeface_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for status, word in ((paper.NO_LIBRARY, "libpango"), (paper.NO_FACE, "fonts-noto-cjk"), (1, "PDF")):
        ended = subprocess.CompletedProcess([], status, b"", b"")
        monkeypatch.setattr(paper.subprocess, "run", lambda *args, ended=ended, **kwargs: ended)
        with pytest.raises(CannotPrint, match=word):
            printed(f"<p>{status}")
