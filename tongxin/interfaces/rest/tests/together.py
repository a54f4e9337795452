"""Fifty programs at once on a real database; run as `python -m tongxin.interfaces.rest.tests.together`, prints JSON."""

import json
import sys
import threading

import django
from django.core.management import call_command
from django.db import connection, connections

COUNT = 50


def at_once(deeds: list) -> None:
    def run(deed) -> None:
        try:
            deed()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    from tests.cast import assemble
    from tongxin.collab.journal.models import Entry
    from tongxin.directory.parties.models import Party
    from tongxin.interfaces.rest.tests.asking import Caller, token_of

    secret = token_of(assemble().seller)
    answers: list = []
    at_once([lambda: answers.append(Caller(secret).post("/parties", {"name": "同时"}, Idempotency_Key="k"))] * COUNT)
    made = answers[0].json
    changed: list = []
    at_once(
        [
            lambda tier=tier: changed.append(Caller(secret).patch(f"/parties/{made['id']}", {"tier": tier}, made["version"]).status)
            for tier in "ABCDEFGHIJ"
        ]
    )  # fmt: skip
    report = {
        "statuses": [answer.status for answer in answers],
        "answers": len({answer.content for answer in answers}),
        "parties": Party.objects.filter(name="同时").count(),
        "events": Entry.objects.filter(name="party.created").count(),
        "changed": sorted(changed),
    }
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    django.setup()
    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    main()
