"""Write a list to a file: `tongxin export customers FILE`, xlsx, csv or json by its ending."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

from tongxin.project.cli import CommandFailed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, and where to."""
    parser.add_argument(
        "kind", help="a list by its address: customers, contacts, activities, opportunities, …; parties: everybody"
    )
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
    from tongxin.project.acting import acting_person

    ending = arguments.file.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise CommandFailed(f"the file must end in {', '.join('.' + name for name in FORMATS)}")
    lists = _lists()
    if arguments.kind not in lists:
        raise CommandFailed(f"no list is called {arguments.kind}; there are {', '.join(lists)}")
    by = acting_person(arguments.email)
    if not can_export(by):
        raise CommandFailed(f"{by.name} may not take lists out")
    kind, rows = lists[arguments.kind]
    # Beside the place and then renamed: a full disk or a broken run never leaves half a list under the name.
    coming = arguments.file.with_name(f".{arguments.file.stem}.coming{arguments.file.suffix.lower()}")
    try:
        with translation.override(by.language):
            written = take_list_out(by=by, kind=kind, rows=rows(by), path=coming)
        coming.replace(arguments.file)
    except OSError as error:
        raise CommandFailed(f"can't write {arguments.file}: {error.strerror}") from error
    finally:
        coming.unlink(missing_ok=True)
    report = {"kind": arguments.kind, "file": str(arguments.file), "rows": written.rows, "cut": written.cut}
    said = f"{written.rows} rows in {arguments.file}"
    if written.cut:
        said += f"; {written.cut} cells were too long for a workbook and say so: csv and json hold them whole"
    print(json.dumps(report, ensure_ascii=False) if arguments.json else said)
    return 0


def _lists() -> dict[str, tuple[Any, Callable[[Any], Any]]]:  # Any: types known only once the program is set up
    """Lists by the address of their page, each with the rows a person sees; customers alone, and parties: suppliers, dealers and people too."""
    from tongxin.collab.views.queries import list_kinds
    from tongxin.directory.parties.models import Party

    party = list_kinds.get("party")
    lists = {kind.path.partition("/")[0]: (kind, kind.rows) for kind in list_kinds}
    return {
        **lists,
        "customers": (party, lambda by: Party.objects.visible_to(by).customers()),
        "parties": (party, lambda by: Party.objects.visible_to(by).living()),
    }
