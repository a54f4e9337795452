"""Write a list to a file: `tongxin export customers FILE`, xlsx, csv or json by its ending."""

import argparse
import json
from pathlib import Path

import django

from tongxin.project.cli import CommandFailed

KINDS = ("customers", "parties")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, and where to."""
    parser.add_argument("kind", choices=KINDS, help="customers, or parties: suppliers, dealers and people as well")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--as", dest="email", default="", help="who sees what is written (default: the first administrator)"
    )
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Write what this person may see and take out."""
    django.setup()
    from django.utils import translation

    from tongxin.base.sheets import FORMATS
    from tongxin.collab.access.policies import can_export
    from tongxin.collab.views.actions import take_list_out
    from tongxin.collab.views.queries import list_kinds
    from tongxin.directory.parties.models import Party
    from tongxin.project.acting import acting_person

    ending = arguments.file.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise CommandFailed(f"the file must end in {', '.join('.' + name for name in FORMATS)}")
    by = acting_person(arguments.email)
    if not can_export(by):
        raise CommandFailed(f"{by.name} may not take lists out")
    translation.activate(by.language)
    parties = Party.objects.visible_to(by)
    parties = parties.customers() if arguments.kind == "customers" else parties.living()
    # Beside the place and then renamed: a full disk or a broken run never leaves half a list under the name.
    coming = arguments.file.with_name(f".{arguments.file.stem}.coming{arguments.file.suffix.lower()}")
    try:
        count = take_list_out(by=by, kind=list_kinds.get("party"), rows=parties, path=coming)
        coming.replace(arguments.file)
    except OSError as error:
        raise CommandFailed(f"can't write {arguments.file}: {error.strerror}") from error
    finally:
        coming.unlink(missing_ok=True)
    report = {"kind": arguments.kind, "file": str(arguments.file), "rows": count}
    print(json.dumps(report, ensure_ascii=False) if arguments.json else f"{count} rows in {arguments.file}")
    return 0
