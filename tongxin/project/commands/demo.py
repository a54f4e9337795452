"""Fill an empty database with a believable firm: people with posts in three regions, customers, a year of history."""

import argparse
import json
import secrets
import sys
import time
from typing import Any

import django

from tongxin.project.cli import CommandFailed
from tongxin.project.prepare import prepare
from tongxin.project.wizard.packs import KEYS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How the firm sells, and with what its people sign in."""
    parser.add_argument("--pack", action="append", help="way of selling; may be given several times (default: complex)")
    parser.add_argument("--customers", type=int, default=120, help="about how many customers (30 to 120; default: 120)")
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read everybody's password from standard input (default: a new one)",
    )
    parser.add_argument("--json", action="store_true", help="report as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Prepare the database, fill it, print the sign-ins."""
    packs = arguments.pack or ["complex"]
    if unknown := sorted(set(packs) - KEYS):
        raise CommandFailed(f"there is no way of selling called {unknown[0]}; there is {', '.join(sorted(KEYS))}")
    if not 30 <= arguments.customers <= 120:
        raise CommandFailed(f"the demo has from 30 to 120 customers, not {arguments.customers}")
    prepare()
    django.setup()
    from django.core.exceptions import ValidationError

    from tongxin.base.clock import now
    from tongxin.project.care.demo.filling import NotEmpty, fill

    password = sys.stdin.readline().rstrip("\n") if arguments.password_stdin else secrets.token_urlsafe(9)
    begun = time.monotonic()
    try:
        report = fill(now=now(), password=password, packs=packs, customers=arguments.customers)
    except NotEmpty as error:
        raise CommandFailed(str(error)) from error
    except ValidationError as error:
        raise CommandFailed(" ".join(error.messages)) from error
    report["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(report, ensure_ascii=False) if arguments.json else "\n".join(_lines(report)))
    return 0


def _lines(report: dict[str, Any]) -> list[str]:  # Any: JSON values
    head = (
        f"{report['company']}: {report['customers']} customers, {report['contacts']} contacts,"
        f" {report['activities']} activities, {report['open_steps']} open steps ({report['overdue_steps']} late)"
        f" in {report['seconds']} s."
    )
    people = [f"  {p['email']:<28} {p['name']}  {p['title']}, {p['unit']} ({p['role']})" for p in report["people"]]
    return [head, f"Everybody's password: {report['people'][0]['password']}", *people]
