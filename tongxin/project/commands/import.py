"""Bring a file in: the same import as on screen, with the same report. Works while the server runs."""  # noqa: N999  # the file is named after its command

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from tongxin.project.cli import CommandFailed

if TYPE_CHECKING:
    from tongxin.collab.people.models import Person

PIECE = 1024 * 1024
MOST_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, as what, for whom."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--target", default="auto", help="auto (default), customers, contacts …")
    parser.add_argument("--as", dest="email", default="", help="whose import it is (default: the first administrator)")
    parser.add_argument("--dry-run", action="store_true", help="say what would become of the rows, change nothing")
    parser.add_argument("--json", action="store_true", help="print the report for programs")


def run(arguments: argparse.Namespace) -> int:
    """Drop, start, wait, report."""
    django.setup()
    from django.core.exceptions import PermissionDenied, ValidationError
    from django.utils import translation

    from tongxin.base.reading import Unreadable
    from tongxin.project.acting import acting_person

    by = acting_person(arguments.email)
    translation.activate(by.language)
    try:
        report = _rehearse(arguments, by) if arguments.dry_run else _bring_in(arguments, by)
    except Unreadable as error:
        raise CommandFailed(f"{arguments.file.name}: {error.reason}") from error
    except ValidationError as error:
        raise CommandFailed(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise CommandFailed(str(error)) from error
    print(json.dumps(report, ensure_ascii=False) if arguments.json else _in_words(report))
    return 0


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as error:
        raise CommandFailed(f"can't read {path}: {error.strerror}") from error


def _checked_target(name: str) -> str:
    from tongxin.base.registries import import_targets

    if name != "auto" and name not in import_targets:
        raise CommandFailed(
            f"there is nothing called {name!r} to bring rows into; there is {', '.join(import_targets.names())}"
        )
    return name


def _bring_in(arguments: argparse.Namespace, by: "Person") -> dict[str, Any]:  # Any: JSON
    from tongxin.interfaces.imports.actions import discard_import, receive_file, start_import
    from tongxin.interfaces.imports.models import Import
    from tongxin.interfaces.imports.queries import report_of
    from tongxin.project.acting import SOONER, wait_for

    target = _checked_target(arguments.target)
    of = receive_file(by=by, name=arguments.file.name, pieces=_pieces(arguments.file), target=target, is_checked=False)
    try:
        of = start_import(by=by, of=of, is_decided=False, priority=SOONER)
    except Exception:
        discard_import(by=by, of=of)  # nothing half-done: a file that can't start leaves no trace
        raise
    assert of.job is not None, "an import that has started has a job"
    wait_for(of.job)
    of = Import.objects.select_related("job").get(pk=of.pk)
    if of.state != Import.State.DONE:
        reason = of.error or (of.job.error if of.job else "") or "it was stopped"
        raise CommandFailed(f"{of.read} rows are in (import {of.pk}), then: {reason}")
    return report_of(of)


def _rehearse(arguments: argparse.Namespace, by: "Person") -> dict[str, Any]:  # Any: JSON
    from tongxin.interfaces.imports.actions import discard_import, look_through, receive_file
    from tongxin.interfaces.imports.queries import report_of

    target = _checked_target(arguments.target)
    of = receive_file(by=by, name=arguments.file.name, pieces=_pieces(arguments.file), target=target, is_checked=False)
    try:
        found = look_through(of, by)
        counts = found["counts"]
        changes = {
            "rows": found["rows"],
            "created": counts.get("new", 0) + counts.get("likely", 0),
            "updated": counts.get("update", 0),
        }
        return {**report_of(of), **changes, "id": None, "merged": counts.get("twice", 0), "rejected": found["wrong"]}
    finally:
        discard_import(by=by, of=of)


def _in_words(report: dict[str, Any]) -> str:  # Any: JSON
    shown = report["rejected"][:MOST_SHOWN]
    wrong = [f"  row {one['row']}, {one['column']}: {one['value']!r} – {one['reason']}" for one in shown]
    if len(report["rejected"]) > MOST_SHOWN:
        wrong.append(f"  and {len(report['rejected']) - MOST_SHOWN} more; --json lists all")
    counts = ", ".join(f"{report[name]} {name}" for name in ("created", "updated", "unchanged", "merged"))
    number = f"import {report['id']}: " if report["id"] else ""
    left_out = f"{len(report['rejected'])} values rejected"
    return "\n".join([f"{number}{report['rows']} rows, {counts}, {left_out}, {report['seconds']:.1f} s", *wrong])
