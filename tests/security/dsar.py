"""A person of whom something stands in every corner asks to be told and erased; then an older backup is brought back.

Run by `bin/sec dsar`; takes the database from DATABASE_URL (an empty one), else makes a SQLite file. Prints what it found as JSON.
"""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

PROOF = ("privacy_subjectrequest", "privacy_found")


def lines_of(found: list[tuple[str, str, str]]) -> list[str]:
    """Where something was left, readable."""
    return sorted({f"{where} ({corner})" for where, _word, corner in found})


def answer_request(count: int, folder: Path) -> dict[str, Any]:
    """Plant, back up, find, copy, erase, restore. Answers figures and, under `wrong`, what should not have been."""
    from tests.cast import assemble
    from tests.security.canaries import plant, seen, text_of_archive
    from tongxin.base.clock import now
    from tongxin.collab.jobs.actions import work_off
    from tongxin.directory.privacy.actions import ask_to_erase, choose_found, open_request
    from tongxin.directory.privacy.models import Found, SubjectRequest
    from tongxin.directory.privacy.queries.archive import write_archive
    from tongxin.project.care.backing_up import back_up
    from tongxin.project.care.restoring import restore

    scene = plant(assemble(), count)
    work_off()
    back_up(folder / "before.tar.gz", now=now())
    there = len({one for _where, one, _corner in seen(scene.canaries, PROOF)})
    who = {"name": scene.person.name, "identified_by": "身份证", "party": scene.person}
    begin = time.process_time()
    request = open_request(by=scene.cast.boss, kind="erase", **who)
    work_off()
    found = time.process_time()
    chosen = list(Found.objects.values_list("pk", flat=True))
    choose_found(by=scene.cast.boss, request=request, chosen=chosen)
    write_archive(request, folder / "copy.zip")
    told = text_of_archive(folder / "copy.zip")
    ask_to_erase(by=scene.cast.boss, request=request)
    work_off()
    erased = time.process_time()
    request = SubjectRequest.objects.get(pk=request.pk)
    left = seen(scene.canaries, PROOF)
    restore(folder / "before.tar.gz", is_replacing=True)
    back = seen(scene.canaries, PROOF)
    return {
        "canaries": len(scene.canaries),
        "there_before": there,
        "corners": len(set(scene.canaries.values())),
        "places_found": len(chosen),
        "find_cpu_s": round(found - begin, 2),
        "copy_and_erase_cpu_s": round(erased - found, 2),
        "missing_in_copy": sorted(corner for one, corner in scene.canaries.items() if one not in told),
        "hold_list": request.kept,
        "left": lines_of(left),
        "back_after_restore": lines_of(back),
    }


def main(argv: list[str]) -> int:
    """`bin/sec dsar [--canaries N]`."""
    parser = argparse.ArgumentParser(prog="bin/sec dsar", description=__doc__)
    parser.add_argument("--canaries", type=int, default=200)
    arguments = parser.parse_args(argv)
    folder = Path(tempfile.mkdtemp(prefix="tongxin-dsar-"))
    os.environ.setdefault("TONGXIN_DATA", str(folder / "data"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    report = answer_request(arguments.canaries, folder)
    print(json.dumps({"database": connection.vendor, **report}, ensure_ascii=False))
    return 1 if report["missing_in_copy"] or report["left"] or report["back_after_restore"] else 0
