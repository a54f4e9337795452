"""What all commands have in common, and what `setup`, `user`, `token` and `serve` print."""

import importlib
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.commands.terminal import PASSWORD, ROOT, Terminal
from tongxin.project.cli import COMMANDS, main


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "--data" in said
    module = importlib.import_module(f"tongxin.project.commands.{command.replace('-', '_')}")
    assert " ".join((module.__doc__ or "").split())[:40] in " ".join(said.split())


def test_an_unknown_command_is_refused(terminal: Terminal) -> None:
    ended = terminal.run("fly")
    assert ended.returncode == 2
    assert "invalid choice: 'fly'" in ended.stderr


def test_a_data_folder_that_cannot_be_made_is_told_in_a_sentence() -> None:
    assert "No such file or directory: /proc/nowhere" in Terminal(Path("/proc/nowhere")).refused("doctor")


def test_an_unknown_database_is_told_in_a_sentence(terminal: Terminal) -> None:
    assert "not 'mysql'" in terminal.refused("doctor", DATABASE_URL="mysql://localhost/crm")


def test_before_the_set_up_commands_say_what_is_missing(terminal: Terminal) -> None:
    assert "tongxin doctor" in terminal.refused("token", "create", "--as", "boss@hengxin.example", "--name", "n")


def test_a_firm_is_founded_once(firm: Terminal) -> None:
    words = ("setup", "--company", "别家", "--name", "路人", "--email", "else@hengxin.example", "--password-stdin")
    assert firm.refused(*words, typed=f"{PASSWORD}\n")
    assert "--name" in firm.refused("user", "add", "--email", "x@hengxin.example")


def test_a_weak_password_founds_nothing(terminal: Terminal) -> None:
    words = ("setup", "--company", "恒信阀门", "--name", "陈岚", "--email", "boss@hengxin.example", "--password-stdin")
    assert terminal.prepare().refused(*words, typed="12345678\n")
    assert terminal.set_up()["email"] == "boss@hengxin.example"


def test_a_colleague_is_added_with_role_and_unit(firm: Terminal) -> None:
    words = ("user", "add", "--name", "李薇", "--email", "liwei@hengxin.example", "--password-stdin")
    assert firm.told(*words, typed=f"{PASSWORD}\n")["person"] > 1
    assert firm.refused(*words, typed=f"{PASSWORD}\n")
    assert "--name" in firm.refused("user", "add", "--email", "x@hengxin.example")
    assert "unit 火星" in firm.refused(*words, "--unit", "火星", typed=f"{PASSWORD}\n")


def test_a_token_is_printed_once(firm: Terminal) -> None:
    words = ("token", "create", "--as", "boss@hengxin.example", "--name")
    assert firm.told(*words, "对账程序")["token"].startswith("tx_")
    assert firm.done(*words, "打印程序").startswith("tx_")
    assert "nobody signs in as" in firm.refused("token", "create", "--as", "x@hengxin.example", "--name", "n")


def test_serving_prints_the_address_and_a_way_to_set_up(terminal: Terminal) -> None:
    command = [sys.executable, "-m", "tongxin", "serve", "--data", str(terminal.data), "--port", "0"]
    server = subprocess.Popen(
        command, env=terminal.environment(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert server.stdout is not None
        address = re.fullmatch(r"Tongxin is at (http://127\.0\.0\.1:\d+)/\n", server.stdout.readline())
        assert address is not None
        link = re.search(r"open (\S+/setup/\?token=\S+) to set up your firm", server.stdout.readline())
        assert link is not None
        assert link[1].startswith(address[1])
        with urllib.request.urlopen(f"{address[1]}/health/") as answer:
            assert answer.read() == b"ok"
        assert os.stat(terminal.data / "setup.token").st_mode & 0o077 == 0
        again = terminal.run("serve", "--port", address[1].rsplit(":", 1)[1])
        assert again.returncode == 1
        assert "can't listen on" in again.stderr
    finally:
        server.send_signal(signal.SIGINT)
        out, _err = server.communicate(timeout=30)
    assert out == "stopping\n"


def test_a_colleague_of_a_firm_that_speaks_english_becomes_what_most_are(terminal: Terminal) -> None:
    words = ("setup", "--company", "Hengxin", "--name", "Grace", "--email", "grace@hengxin.example", "--lang", "en")
    terminal.prepare().done(*words, "--password-stdin", typed=f"{PASSWORD}\n")
    words = ("user", "add", "--name", "Tom", "--email", "tom@hengxin.example", "--password-stdin")
    assert "Tom" in terminal.done(*words, typed=f"{PASSWORD}\n")
    refused = terminal.refused(*words[:2], "--role", "None such", *words[2:], typed=f"{PASSWORD}\n")
    assert "None such" in refused
