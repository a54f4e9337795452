"""The program `tongxin`: one subcommand per deed, each in its own file under `commands/`."""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from django.db import DatabaseError

from tongxin.project.database import UnknownDatabase

COMMANDS = {
    "serve": "serve web, jobs and timers",
    "setup": "found the firm without a browser",
    "demo": "fill an empty database with a believable firm",
    "import": "bring a file in",
    "undo-import": "take a whole import back",
    "export": "write a list to a file",
    "user": "add people",
    "token": "create tokens for programs",
    "backup": "pack database and files into one archive",
    "restore": "unpack such an archive",
    "host": "serve many companies, each by its host name",
    "company": "the companies of a host: add, list, suspend, open, upgrade",
    "move": "from SQLite to PostgreSQL, with sums compared",
    "maintenance": "let pages be read and nothing be changed, or close the house",
    "doctor": "say what is configured, and what is missing",
    "journal": "say whether the journal is still what was sealed",
}


class CommandFailed(Exception):
    """The command could not do its work; the message is for the person at the terminal."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tongxin", description="Tongxin 同心: the CRM that gets used.")
    parser.add_argument(
        "command", choices=COMMANDS, help="; ".join(f"{name}: {what}" for name, what in COMMANDS.items())
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _settings_from(arguments: argparse.Namespace) -> None:
    """The data folder must be known before settings are read."""
    if arguments.data:
        os.environ["TONGXIN_DATA"] = str(Path(arguments.data).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit status 0 only on success; errors are one sentence on standard error."""
    chosen = _parser().parse_args(argv)
    module = importlib.import_module(f"tongxin.project.commands.{chosen.command.replace('-', '_')}")
    parser = argparse.ArgumentParser(prog=f"tongxin {chosen.command}", description=module.__doc__)
    parser.add_argument("--data", help="folder of database, files and key (default: $TONGXIN_DATA or ./data)")
    module.add_arguments(parser)
    arguments = parser.parse_args(chosen.rest)
    _settings_from(arguments)
    os.umask(0o077)  # the database, files, copies and lists of a firm are for whoever runs the program alone
    if chosen.command != "serve":
        logging.disable(logging.INFO)
    try:
        return int(module.run(arguments) or 0)
    except (CommandFailed, UnknownDatabase, DatabaseError, OSError) as error:
        print(f"tongxin {chosen.command}: {_sentence(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _sentence(error: Exception) -> str:
    """What went wrong around us – the disk, the database – in one line without a traceback."""
    if isinstance(error, DatabaseError):
        return f"the database refused ({' '.join(str(error).split())}); tongxin doctor says more"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return str(error)
