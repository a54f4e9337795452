"""What is far too large, and what is large but allowed: a clean word for the first, a page in good time for the second, and never a fault.

Run by `bin/chaos extremes`; takes the database from DATABASE_URL, else makes a SQLite file. Prints statuses and seconds of CPU as JSON.
"""

import json
import time
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.test import Client

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.feed.models import Remark
from tongxin.collab.fields.actions import define_field
from tongxin.collab.fields.actions.defining import TooManyFields
from tongxin.collab.people.actions import create_token
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.project.founding import found_firm
from tongxin.project.prepare import prepare

MEGABYTE = 1024 * 1024
LONGEST = 5.0  # seconds of CPU
REMARKS, FIELDS = 2_000, 10_000


def asked(found: dict[str, list[Any]], name: str, ask: Callable[[], Any]) -> None:
    """Note the status and how long it took."""
    begun = time.process_time()
    status = ask().status_code
    found[name] = [status, round(time.process_time() - begun, 2)]


def fields_until_refused() -> int:
    """How many fields a kind of record may have."""
    boss = found_by()
    for number in range(FIELDS):
        try:
            define_field(by=boss, kind="party", label=f"字段{number}", type="text")
        except (TooManyFields, ValidationError):
            return number
    return FIELDS


def found_by() -> Any:
    """Who asks for everything."""
    from tongxin.collab.people.models import Person

    return Person.objects.get()


def main(_argv: list[str]) -> int:
    """Ask for too much of everything."""
    prepare()
    boss = found_firm(company="恒信", name="陈岚", email="boss@hengxin.example", password="gold-fish-2026-swim")
    _token, secret = create_token(by=boss, person=boss, name="extremes")
    program, page = Client(raise_request_exception=False), Client(raise_request_exception=False)
    page.force_login(boss)
    headers = {"Authorization": f"Bearer {secret}"}
    party = create_party(by=boss, name="恒润阀门")
    about, found = f"/customers/{party.pk}/", dict[str, list[Any]]()

    def post(body: dict[str, Any]) -> Any:
        return program.post("/api/v1/parties", body, "application/json", headers=headers)

    for size in (1, 9, 10, 30):
        asked(found, f"a note of {size} MB by a program", lambda size=size: post({"name": f"厂{size}", "note": "备" * (size * MEGABYTE // 3)}))  # type: ignore[misc]  # fmt: skip
        asked(found, f"a note of {size} MB by a form", lambda size=size: page.post(f"{about}facts/note/", {"value": "备" * (size * MEGABYTE // 3)}))  # type: ignore[misc]  # fmt: skip
    asked(found, "the page with that note", lambda: page.get(about))
    asked(found, "a name of a million signs", lambda: post({"name": "厂" * 1_000_000}))
    asked(found, "100,000 phones", lambda: post({"name": "多号", "phones": [f"138{n:08d}" for n in range(100_000)]}))
    asked(found, "a list within 100,000 lists", lambda: program.post("/api/v1/parties", '{"name":' + "[" * 100_000 + "]" * 100_000 + "}", "application/json", headers=headers))  # fmt: skip
    asked(found, "100,000 fields of a form", lambda: page.post(f"{about}facts/note/", {f"f{n}": "x" for n in range(100_000)}))  # fmt: skip
    asked(found, "a search for 200,000 signs", lambda: page.get("/search/", {"q": "阀" * 200_000}))
    asked(found, "a remark of 10 MB", lambda: page.post("/talk/", {"about": f"party:{party.pk}", "text": "话" * (10 * MEGABYTE // 3)}))  # fmt: skip
    on = Subject("party", party.pk)
    Remark.objects.bulk_create(
        Remark(subject_kind=on.kind, subject_id=on.id, by=boss, text=f"第{n}句", at=now()) for n in range(REMARKS)
    )
    asked(found, f"a page with {REMARKS} remarks", lambda: page.get(about))
    limit = fields_until_refused()
    asked(found, f"a page with {limit} fields of the firm", lambda: page.get(about))
    asked(found, "a list with them", lambda: page.get("/customers/"))
    asked(found, "the interface with them", lambda: program.get("/api/v1/parties", headers=headers))
    faults = {name: told for name, told in found.items() if told[0] >= 500 or told[1] > LONGEST}
    print(json.dumps({"asked": found, "most_fields": limit, "parties": Party.objects.count(), "faults": faults}, ensure_ascii=False))  # fmt: skip
    return 1 if faults else 0
