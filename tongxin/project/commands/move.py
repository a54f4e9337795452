"""Move the firm from its SQLite file to a PostgreSQL database; nobody may work meanwhile, and the old file stays as it is."""

import argparse
import json
import os
import time

import django

from tongxin.project.cli import CommandFailed
from tongxin.project.given import given


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "--to", required=True, metavar="URL", help="an empty database: postgres://user:password@host/name"
    )
    parser.add_argument("--json", action="store_true", help="report as one JSON object, with the sum of each table")


def run(arguments: argparse.Namespace) -> int:
    """Close the house, copy, compare, and say how to go on. The house stays closed for whoever still serves the old file."""
    if not arguments.to.startswith(("postgres://", "postgresql://")):
        raise CommandFailed("--to must begin with postgres://")
    old = given("DATABASE_URL")
    os.environ["DATABASE_URL"] = arguments.to
    from tongxin.project import settings
    from tongxin.project.database import database_from_url

    settings.DATABASES["source"] = database_from_url(old, settings.DATA)
    if settings.DATABASES["source"]["ENGINE"] != "tongxin.base.sqlite":
        raise CommandFailed("only a firm on SQLite can be moved")
    django.setup()
    from tongxin.base.clock import now
    from tongxin.project.care.moving import move
    from tongxin.project.maintenance import begin, end

    begun = time.monotonic()
    begin(now=now(), minutes=60, is_readable=False)
    try:
        sums = move()
    except BaseException:
        end()
        raise
    rows, seconds = sum(one.rows for one in sums.values()), time.monotonic() - begun
    if arguments.json:
        tables = {table: one._asdict() for table, one in sums.items()}
        print(json.dumps({"rows": rows, "tables": tables, "seconds": round(seconds, 1)}))
        return 0
    print(f"{rows:,} rows of {len(sums)} tables moved in {seconds:.1f} s; counts and sums of both sides are equal.")
    print(
        "Start with DATABASE_URL set to the new address, then run: tongxin maintenance off. Files stay in the data folder."
    )
    return 0
