"""Strings of odd signs through every way in and out: they come back as they were cleaned, or are refused in words; nothing breaks.

Forms, REST, search, lists, files (CSV in two encodings, XLSX), PDF. A few in every run, on both databases; `bin/sec unicode` takes 2,000 and
compares what both databases answered.
"""

import json
import os
from pathlib import Path
from urllib.parse import quote_from_bytes

from django.test import Client

from tests.cast import Cast
from tests.security.signs import strings
from tongxin.base.chinese.folding import clean
from tongxin.base.sheets import write_file
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions import start_quote
from tongxin.interfaces.imports.tests.bringing import bring_in, csv_bytes
from tongxin.interfaces.imports.values import plan
from tongxin.interfaces.rest.tests.asking import Caller, token_of

COUNT, SEED = (int(part) for part in os.environ.get("TONGXIN_SEC_STRINGS", "16,5").split(","))
OUT = os.environ.get("TONGXIN_SEC_OUT", "")
HEADINGS = ("单位名称", "备注")
CELL = 30_000  # signs; a spreadsheet's cell takes no more than 32,767
OURS = "ours.csv"
FORM = "application/x-www-form-urlencoded"


def sent(text: str) -> bytes:
    """As a browser (or somebody who plays one) sends it; half of a pair is sent as it is, and is no UTF-8."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass")).encode()


def by_json(text: str) -> str:
    """As a program's JSON is read: two halves that follow one another are one sign."""
    return str(json.loads(json.dumps(text)))


def received(text: str) -> str:
    """As a form is read: what is no UTF-8 is shown as such."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def is_read_otherwise(text: str, name: str) -> bool:
    """What people write into a cell where there is nothing; and, where our own writer did not see to it, a mark in front that
    makes a cell text."""
    is_marked = text[:1] in plan._MARKS and name != OURS
    return text.strip().lower() in plan._NOTHING or is_marked


class Trial:
    """One program, one browser, and a customer whose note is written again and again."""

    def __init__(self, cast: Cast) -> None:
        self.api, self.browser = Caller(token_of(cast.boss)), Client(raise_request_exception=False)
        self.browser.force_login(cast.boss)
        self.party = create_party(by=cast.boss, name="东吴阀门厂")

    def by_program(self, number: int, text: str) -> list[object]:
        answer = self.api.post("/parties", {"name": f"澄江水泵{number}厂", "note": text})
        if answer.status == 201:
            assert self.api.get(f"/parties/{answer.json['id']}").json["note"] == clean(by_json(text))
            return [answer.status, clean(by_json(text))]
        assert 400 <= answer.status < 500, (answer.status, text[:80])
        assert answer.wrong or answer.json["detail"], text[:80]
        return [answer.status]

    def by_form(self, text: str) -> list[object]:
        said = self.browser.generic("POST", f"/customers/{self.party.pk}/facts/note/", b"value=" + sent(text), FORM)
        assert said.status_code < 500, text[:80]
        self.party.refresh_from_db()
        if said.status_code == 200:
            assert self.party.note == clean(received(text)), text[:80]
        return [said.status_code, self.party.note]

    def found(self, text: str) -> list[object]:
        asked = quote_from_bytes(text[:300].encode("utf-8", "surrogatepass"))
        pages = [self.browser.get(f"{path}?q={asked}").status_code for path in ("/search/", "/customers/")]
        listed = self.api.get(f"/parties?q={asked}")
        assert max(*pages, listed.status) < 500, text[:80]
        return [*pages, listed.status, len(listed.json.get("items", []))]


def test_odd_signs_come_back_or_are_refused(cast: Cast) -> None:
    trial, told = Trial(cast), []
    for number, text in enumerate(strings(COUNT, SEED)):
        told.append([*trial.by_program(number, text), *trial.by_form(text), *trial.found(text)])
    if OUT:
        Path(OUT).write_text("\n".join(json.dumps(line) for line in told))


def test_odd_signs_go_through_files_unchanged(cast: Cast, tmp_path: Path) -> None:
    notes = {f"澄江水泵{number}厂": clean(text)[:CELL] for number, text in enumerate(strings(COUNT, SEED))}
    rows = list(notes.items())
    csv, xlsx = tmp_path / "a.csv", tmp_path / "a.xlsx"
    write_file(csv, HEADINGS, rows)
    write_file(xlsx, HEADINGS, rows)
    files = {
        OURS: csv.read_bytes(),
        "b.xlsx": xlsx.read_bytes(),
        "c.csv": csv_bytes(HEADINGS, [(f"{name}乙", note) for name, note in rows], "gb18030"),
    }
    for name, content in files.items():
        report = bring_in(cast.boss, content, name)
        assert not report.rejected, (name, report.rejected)
        more = "乙" if name == "c.csv" else ""
        stored = dict(Party.objects.filter(name__in=[f"{one}{more}" for one in notes]).values_list("name", "note"))
        other = {
            one: (note, stored.get(f"{one}{more}")) for one, note in notes.items() if stored.get(f"{one}{more}") != note
        }
        assert {one: pair for one, pair in other.items() if not is_read_otherwise(pair[0], name)} == {}, name


def test_odd_signs_are_printed(cast: Cast) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast.boss)
    all_of_them = [text for text in (clean(one)[:120] for one in strings(COUNT, SEED)) if text]
    party = create_party(by=cast.boss, name="东吴阀门厂")
    for begin in range(0, len(all_of_them), 200):
        lines = [
            {"text": " ".join(text.split()), "price": "1"} for text in all_of_them[begin : begin + 200] if text.split()
        ]
        quote = start_quote(by=cast.boss, party=party, title=lines[0]["text"], lines=lines)
        answer = client.get(f"/quotes/{quote.pk}/pdf/")
        assert (answer.status_code, b"".join(answer)[:4] if answer.streaming else answer.content[:4]) == (200, b"%PDF")
