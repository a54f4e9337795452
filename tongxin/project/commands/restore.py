"""Bring a backup back. It is checked in a temporary place first: when anything is wrong, nothing is changed."""

import argparse
import json
from pathlib import Path

import django

from tongxin.project.cli import CommandFailed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from."""
    parser.add_argument("file", type=Path, help="an archive written by tongxin backup")
    parser.add_argument("--replace", action="store_true", help="put it in the place of the data that are here")
    parser.add_argument("--json", action="store_true", help="report as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Check, put in place, report."""
    django.setup()
    from tongxin.directory.privacy.actions import TombstonesDamaged
    from tongxin.project.care.manifest import DamagedArchive
    from tongxin.project.care.postgres_rows import NotApart
    from tongxin.project.care.restoring import NewerThanProgram, OtherDatabase, TargetInUse, restore

    try:
        manifest, replayed = restore(arguments.file, is_replacing=arguments.replace)
    except (DamagedArchive, NewerThanProgram, NotApart, OtherDatabase, TargetInUse, TombstonesDamaged) as error:
        raise CommandFailed(f"nothing was changed – {arguments.file}: {error}") from error
    report = {
        "version": manifest.program,
        "made_at": manifest.made_at,
        "database": manifest.database,
        "rows": sum(manifest.rows.values()),
        "files": len(manifest.files),
        "erased_again": replayed.records,
        "requests_to_repeat": replayed.to_repeat,
    }
    line = f"Restored {report['rows']:,} rows and {report['files']:,} files of {manifest.made_at}."
    if replayed.records:
        line += f" {replayed.records:,} people who were erased since were erased again."
    if replayed.to_repeat:
        cases = ", ".join(map(str, replayed.to_repeat))
        line += f" These requests were found by words, which are not kept; answer them again: {cases}."
    print(json.dumps(report) if arguments.json else line)
    return 0
