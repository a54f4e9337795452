"""What files brought in, for programs."""

from pathlib import Path

import pytest

from tongxin.collab.jobs.actions import work_off
from tongxin.interfaces.imports.actions import receive_file, start_import
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db
LEDGER = "单位名称,手机\n无锡锐达阀门有限公司,13900001111\n,13900002222\n".encode()


@pytest.fixture
def brought_in(world, settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path / "files"
    of = start_import(
        by=world.cast.colleague, of=receive_file(by=world.cast.colleague, name="台账.csv", pieces=[LEDGER])
    )
    work_off()
    return of


def test_the_report_has_the_keys_that_scripts_rely_on(world, brought_in):
    caller = program_of(world.cast.colleague)
    report = caller.get(f"/imports/{brought_in.pk}").json
    assert set(report) == {
        "id", "file", "rows", "created", "updated", "unchanged", "merged", "rejected", "warnings", "mapping", "seconds",
    }  # fmt: skip
    assert (report["file"], report["created"]) == ("台账.csv", 1)
    assert set(report["rejected"][0]) == {"row", "column", "value", "reason"}
    assert set(report["mapping"][0]) == {"column", "field", "confidence"}


def test_imports_are_listed_to_whom_they_belong_to(world, brought_in):
    mine = program_of(world.cast.colleague).get("/imports").json["items"]
    assert [(one["id"], one["file"], one["state"], one["created"]) for one in mine] == [
        (brought_in.pk, "台账.csv", "done", 1)
    ]
    assert program_of(world.cast.boss).get("/imports?state=done").json["items"] == mine
    assert program_of(world.cast.seller).get("/imports").json["items"] == []


@pytest.mark.parametrize("who", ["seller", "stranger"])
def test_a_report_of_others_is_like_one_that_does_not_exist(world, brought_in, who):
    caller = program_of(getattr(world.cast, who))
    foreign, missing = caller.get(f"/imports/{brought_in.pk}"), caller.get("/imports/987654")
    assert foreign.status == missing.status == 404
    assert foreign.content == missing.content
