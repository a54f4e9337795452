"""Tests of every run, made many times longer by numbers in the environment: bin/sec scopes · brute · tokens"""

import argparse
import os
import subprocess
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path

import pytest

ONE_LINK = "tongxin/collab/people/tests/test_ways_in.py::test_of_many_who_use_one_link_at_once_one_succeeds"
PAGES = "tests/security/test_matrix.py::test_every_door[those_who_may_come_in]"


def _run(test: str, name: str, value: str) -> int:
    os.environ[name] = value
    return _tried(f"tests/security/{test}")


def _tried(*tests: str) -> int:
    return int(pytest.main([*tests, "-n", "0", "-q", "-s", "-p", "no:warnings"]))


def scopes(argv: list[str]) -> int:
    """Many walks through the rights. Answers 0 when nobody ever saw more or less than a plain model says."""
    parser = argparse.ArgumentParser(prog="bin/sec scopes", description=scopes.__doc__)
    parser.add_argument("--walks", type=int, default=2_000)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    test = "test_scopes.py::test_everybody_sees_what_the_rights_say_and_nothing_else"
    return _run(test, "TONGXIN_SEC_WALKS", f"{asked.walks},{asked.steps},{asked.seed}")


def brute(argv: list[str]) -> int:
    """Many guesses at sign-in. Answers 0 when few of them counted and the owner came in meanwhile."""
    parser = argparse.ArgumentParser(prog="bin/sec brute", description=brute.__doc__)
    parser.add_argument("--guesses", type=int, default=10_000)
    return _run("test_guessing.py", "TONGXIN_SEC_GUESSES", str(parser.parse_args(argv).guesses))


def tokens(argv: list[str]) -> int:
    """Links of which one in fifty uses at once succeeds, and which lead home whatever a request says. Answers 0 when all is so."""
    argparse.ArgumentParser(prog="bin/sec tokens", description=tokens.__doc__).parse_args(argv)
    return _tried("tests/security/test_tokens.py", ONE_LINK, PAGES)


def unicode(argv: list[str]) -> int:
    """Odd signs through every way in and out, on SQLite and on PostgreSQL. Answers 0 when nothing broke and both answered alike."""
    parser = argparse.ArgumentParser(prog="bin/sec unicode", description=unicode.__doc__)
    parser.add_argument("--strings", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="tongxin-signs-") as folder:
        codes, told = [], []
        for name, before in (("sqlite", []), ("postgres", [sys.executable, "bin/with_postgres.py"])):
            out = Path(folder) / name
            out.touch()
            more = {"TONGXIN_SEC_STRINGS": f"{asked.strings},{asked.seed}", "TONGXIN_SEC_OUT": str(out)}
            command = [
                *before,
                sys.executable,
                "-m",
                "pytest",
                "-n",
                "0",
                "-q",
                "-p",
                "no:warnings",
                "tests/security/test_signs.py",
            ]
            codes.append(subprocess.run(command, env={**os.environ, **more}).returncode)
            told.append(out.read_text().splitlines())
    different = [pair for pair in zip_longest(*told) if pair[0] != pair[1]]
    print(f"{len(told[0])} strings; {len(different)} answered otherwise by the other database: {different[:3]}")
    return 1 if any(codes) or different or not told[0] else 0
