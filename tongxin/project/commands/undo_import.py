"""Take a whole import back: `tongxin undo-import ID`. Records that were changed since stay and are listed."""

import argparse
import json

import django

from tongxin.project.cli import CommandFailed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which import, for whom."""
    parser.add_argument("id", type=int, help="the number in the import's report")
    parser.add_argument("--as", dest="email", default="", help="in whose name (default: the first administrator)")
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Ask for it, wait, report."""
    django.setup()
    from django.core.exceptions import PermissionDenied, ValidationError
    from django.utils import translation

    from tongxin.base.clock import now
    from tongxin.interfaces.imports.actions import undo_import
    from tongxin.interfaces.imports.models import Import
    from tongxin.project.acting import SOONER, acting_person, wait_for

    by = acting_person(arguments.email)
    translation.activate(by.language)
    of = Import.objects.visible_to(by).filter(pk=arguments.id).first()
    if of is None:
        raise CommandFailed(f"there is no import {arguments.id}")
    try:
        of = undo_import(by=by, of=of, at=now(), priority=SOONER)
    except (ValidationError, PermissionDenied) as error:
        raise CommandFailed(" ".join(getattr(error, "messages", [str(error)]))) from error
    assert of.job is not None, "an import that is being taken back has a job"
    job = wait_for(of.job)
    of.refresh_from_db()
    if of.state != Import.State.UNDONE:
        raise CommandFailed(
            f"import {of.pk} is only partly taken back: {job.error or 'it was stopped'}; run this again to go on"
        )
    report = {"id": of.pk, **{key: of.undone[key] for key in ("deleted", "restored", "kept")}}
    if arguments.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        print(
            f"import {of.pk}: {report['deleted']} removed, {report['restored']} as before, {of.undone['kept_count']} kept"
        )
        for record in report["kept"]:
            print(f"  {record['title'] or record['id']}: {record['why']}")
    return 0
