"""Every field that can be hidden, hidden alone, at every door and with every question; against other values and against none."""

import argparse
import os

import pytest


def main(argv: list[str]) -> int:
    """Answers 0 when no channel tells of a hidden field."""
    parser = argparse.ArgumentParser(prog="bin/sec fls", description=__doc__)
    parser.add_argument("--channels", choices=["all"], default="all")
    parser.add_argument("--fields", default="", help="only these, separated by commas")
    asked = parser.parse_args(argv)
    os.environ["TONGXIN_SEC_FIELDS"] = asked.fields
    return int(pytest.main(["tests/security/hidden/alone.py", "-n", "0", "-q", "-s", "-p", "no:warnings"]))
