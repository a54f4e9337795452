"""The program as somebody at a terminal uses it: a process, a data folder, what it prints."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.kept import copied

ROOT = Path(__file__).parents[2]
PASSWORD = "Gate-valve-27"
PREPARE = "from tongxin.project.prepare import prepare; prepare()"
# Runs commands one after the other and tells how each ended.
SEVERAL = """
import contextlib, io, json, sys
from tongxin.project.cli import main
told = []
for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as ended:
            code = ended.code
    told.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(told))
"""
FOUNDING = ("setup", "--company", "恒信阀门", "--name", "陈岚", "--email", "boss@hengxin.example")


@dataclass
class Terminal:
    """Commands run here use one data folder and nothing of the surrounding environment."""

    data: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("TONGXIN", "DJANGO", "DATABASE"))
        }
        return {**kept, "PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{self.data}/tongxin.sqlite3", **more}

    def run(self, *words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tongxin", words[0], "--data", str(self.data), *words[1:]]
        env = self.environment(**environment)
        return subprocess.run(command, input=typed, capture_output=True, text=True, env=env, cwd=ROOT, timeout=300)

    def done(self, *words: str, typed: str = "") -> str:
        """What a command printed; it must succeed and say nothing on standard error."""
        ended = self.run(*words, typed=typed)
        assert ended.stderr == "", ended.stderr
        assert ended.returncode == 0
        return ended.stdout

    def told(self, *words: str, typed: str = "") -> Any:
        """What a command reports as JSON."""
        return json.loads(self.done(*words, "--json", typed=typed))

    def refused(self, *words: str, typed: str = "", **environment: str) -> str:
        """The one sentence with which a command refuses."""
        ended = self.run(*words, typed=typed, **environment)
        return _sentence(ended.returncode, ended.stdout, ended.stderr)

    def all_refused(self, *commands: tuple[str, ...]) -> list[str]:
        """The sentences with which commands refuse that change nothing, one after the other in one process: starting is dear."""
        words = [[one[0], "--data", str(self.data), *one[1:]] for one in commands]
        command = [sys.executable, "-c", SEVERAL]
        env, typed = self.environment(), json.dumps(words)
        ended = subprocess.run(command, input=typed, capture_output=True, text=True, env=env, cwd=ROOT, timeout=300)
        assert ended.returncode == 0, ended.stderr
        return [_sentence(*one) for one in json.loads(ended.stdout)]

    def program(self, *words: str) -> str:
        """What a Python program with our settings prints that works on this data folder."""
        settings = {"DJANGO_SETTINGS_MODULE": "tongxin.project.settings", "TONGXIN_DATA": str(self.data)}
        command, env = [sys.executable, *words], self.environment(**settings)
        ended = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, timeout=300)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def prepare(self) -> "Terminal":
        """Begin with empty tables and gathered files, as a first start leaves them, by a copy of one that was made."""
        copied("prepared", _prepared, self.data)
        return self

    def set_up(self) -> Any:
        """Set the firm up with the command."""
        return self.told(*FOUNDING, "--password-stdin", typed=f"{PASSWORD}\n")

    def found_firm(self) -> Any:
        """Set the firm up, as `set_up` does; on an empty folder by a copy of one that was set up."""
        if self.data.exists():
            return self.set_up()
        copied("founded", _founded, self.data)
        report = self.data / "founding.json"
        told = json.loads(report.read_text())
        report.unlink()
        return told


def _sentence(code: int, out: str, err: str) -> str:
    assert code != 0
    assert out == ""
    lines = err.strip().splitlines()
    assert len(lines) == 1, err
    return lines[0]


def _prepared(data: Path) -> None:
    Terminal(data).program("-c", PREPARE)


def _founded(data: Path) -> None:
    told = Terminal(data).prepare().set_up()
    (data / "founding.json").write_text(json.dumps(told))
