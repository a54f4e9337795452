"""The companies of a host: add, list, suspend, open, upgrade, and any other command for one of them: company do NAME backup FILE."""

import argparse
import http.client
import json
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from tongxin.project.cli import CommandFailed
from tongxin.project.hosting.companies import Company, State, add_company, companies
from tongxin.project.hosting.serving import SERVING, program_of, surroundings

_PATIENCE = 300.0  # seconds for one upgrade


class NotUp(CommandFailed):
    """A company did not answer after its upgrade; those after it were left alone."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--data names the folder of all companies."""
    deeds = parser.add_subparsers(dest="deed", required=True)
    adding = deeds.add_parser("add", help="a new company")
    adding.add_argument("name")
    adding.add_argument("--address", required=True, help="https://hengxin.example.com")
    adding.add_argument("--database", default="", help="postgres://… (default: SQLite in its folder)")
    deeds.add_parser("list", help="all of them")
    for deed, meaning in (("suspend", "let nobody in and stop its work"), ("open", "let people in again")):
        deeds.add_parser(deed, help=meaning).add_argument("name")
    doing = deeds.add_parser(
        "do", help="any command of tongxin for one of them: setup, backup, restore, doctor, move …"
    )
    doing.add_argument("name")
    doing.add_argument("words", nargs=argparse.REMAINDER)
    upgrading = deeds.add_parser(
        "upgrade", help="serve one after the other by another program; stop at the first that fails"
    )
    upgrading.add_argument("--program", required=True, help="the command tongxin of the new installation")
    upgrading.add_argument("--canary", required=True, help="the company that goes first")
    upgrading.add_argument("--only-canary", action="store_true", help="and the others another day")


def run(arguments: argparse.Namespace) -> int:
    """One deed."""
    root = Path(os.environ.get("TONGXIN_DATA", "data")).resolve()
    if arguments.deed == "add":
        made = add_company(root, name=arguments.name, address=arguments.address, database=arguments.database)
        print(f"{made.name}: the host shows its set-up link, or run: tongxin company do {made.name} setup …")
    elif arguments.deed == "list":
        for company in companies(root):
            print(
                f"{company.name}  {company.address}  {company.state}  {'PostgreSQL' if company.database else 'SQLite'}"
            )
    elif arguments.deed == "upgrade":
        _upgrade(root, arguments)
    elif arguments.deed == "do":
        return _do(Company.read(root / arguments.name), arguments.words)
    else:
        state = State.SUSPENDED if arguments.deed == "suspend" else State.OPEN
        Company.read(root / arguments.name).changed(state=state)
    return 0


def _do(company: Company, words: Sequence[str]) -> int:
    """Any command. Who has moved is served from the new database from now on, and let in again by `maintenance off`."""
    ended = subprocess.call([*program_of(company), *words], env=surroundings(company))  # noqa: S603  # by whoever runs the host
    if ended == 0 and "move" in words[:1]:
        target = argparse.ArgumentParser(add_help=False)
        target.add_argument("--to", required=True)
        company.changed(database=target.parse_known_args(words)[0].to)
    return ended


def _upgrade(root: Path, arguments: argparse.Namespace) -> None:
    canary = Company.read(root / arguments.canary)
    others = [] if arguments.only_canary else [one for one in companies(root) if one.name != canary.name]
    for company in [canary, *others]:
        if company.state is State.OPEN:
            _lead(company, arguments.program)
            print(f"{company.name}: served by {arguments.program}", flush=True)


def _lead(company: Company, program: str) -> None:
    """Its new program keeps a copy of the data before it changes the tables; until it answers, people are asked to come again."""
    company.changed(program=program)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if _is_ready(company, program):
            return
        time.sleep(0.3)
    company.changed(program=company.program, state=State.SUSPENDED)
    raise NotUp(
        f"{company.name} did not answer within {_PATIENCE:.0f} s and is suspended, the others were left alone;"
        f" what was before lies in {company.folder / 'backups'}: tongxin restore --replace"
    )


def _is_ready(company: Company, program: str) -> bool:
    try:
        told = json.loads((company.folder / SERVING).read_text())
        if told["program"] != program:
            return False
        asking = http.client.HTTPConnection("127.0.0.1", told["port"], timeout=5)
        asking.request("GET", "/ready/")
        return asking.getresponse().status == 200
    except (OSError, ValueError, http.client.HTTPException):
        return False
