"""Pack database and uploaded files into one verified archive, while people work. The secret key is not in it."""

import argparse
import json
from pathlib import Path

import django

from tongxin.project.cli import CommandFailed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", type=Path, help="the archive to write, e.g. tongxin-2026-11-21.tar.gz")
    parser.add_argument("--json", action="store_true", help="report as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Copy, pack, read again, report."""
    django.setup()
    from tongxin.base.clock import now
    from tongxin.project.care.archive import AlreadyThere
    from tongxin.project.care.backing_up import NothingToBackUp, back_up
    from tongxin.project.care.manifest import DamagedArchive

    try:
        manifest = back_up(arguments.file, now=now())
    except (NothingToBackUp, AlreadyThere, DamagedArchive) as error:
        raise CommandFailed(str(error)) from error
    report = {
        "file": str(arguments.file),
        "bytes": arguments.file.stat().st_size,
        "version": manifest.program,
        "database": manifest.database,
        "made_at": manifest.made_at,
        "rows": sum(manifest.rows.values()),
        "files": len(manifest.files),
    }
    line = f"{arguments.file}: {report['rows']:,} rows and {report['files']:,} files in {report['bytes']:,} bytes, verified."
    print(json.dumps(report) if arguments.json else line)
    return 0
