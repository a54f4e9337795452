"""Found the firm without a browser; refuses when somebody can already sign in."""

import argparse
import json
import sys

import django

from tongxin.project.cli import CommandFailed
from tongxin.project.prepare import prepare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The same questions as on screen."""
    parser.add_argument("--company", required=True)
    parser.add_argument("--name", required=True, help="your name")
    parser.add_argument("--email", required=True)
    parser.add_argument(
        "--password-stdin", action="store_true", required=True, help="read the password from standard input"
    )
    parser.add_argument("--pack", action="append", default=[], help="way of selling; may be given several times")
    parser.add_argument("--lang", choices=["zh-hans", "en"], default="zh-hans")
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Ask for the password, then found the firm."""
    prepare()
    django.setup()
    from django.core.exceptions import ValidationError

    from tongxin.project.founding import found_firm

    password = sys.stdin.readline().rstrip("\n")
    try:
        person = found_firm(
            company=arguments.company,
            name=arguments.name,
            email=arguments.email,
            password=password,
            language=arguments.lang,
            packs=arguments.pack,
        )
    except ValidationError as error:
        raise CommandFailed(" ".join(error.messages)) from error
    print(
        json.dumps({"person": person.pk, "email": person.email})
        if arguments.json
        else f"{person.name} <{person.email}> can sign in."
    )
    return 0
