"""A year of a real firm's pipeline, read where it lies: what is reported is what the file says."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Sum

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.org.actions import add_unit, give_post
from tongxin.collab.org.models import Unit
from tongxin.collab.people.actions import add_person
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.actions import recount
from tongxin.frontoffice.pipeline.models import Opportunity, StageStay, Tally
from tongxin.frontoffice.pipeline.queries import won_report
from tongxin.interfaces.imports.actions import receive_file, start_import, undo_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries import report_of

QUARTERS = [1_134_672, 3_086_111, 2_982_255, 2_802_496]


@pytest.fixture
def folder() -> Path:
    root = next(one for one in Path(__file__).resolve().parents if (one / "pyproject.toml").exists())
    found = root.parent / "shared" / "data" / "crm_records" / "maven_crm_sales_opportunities"
    if not found.is_dir():
        pytest.skip("the shared data are not here")
    return found


def bring(by: Person, path: Path, target: str) -> Import:
    of = receive_file(by=by, name=path.name, pieces=[path.read_bytes()], target=target, is_checked=False)
    of = start_import(by=by, of=of, is_decided=False)
    work_off()
    return Import.objects.get(pk=of.pk)


def hire(cast: Cast, path: Path) -> None:
    units: dict[str, Unit] = {}
    for number, row in enumerate(csv.DictReader(path.open())):
        office = row["regional_office"]
        units[office] = units.get(office) or add_unit(by=cast.boss, name=office, parent=cast.head_office)
        person = add_person(by=cast.boss, name=row["sales_agent"], email=f"agent{number}@maven.example", password=None)
        give_post(by=cast.boss, person=person, unit=units[office])


@pytest.mark.alike
def test_the_report_of_a_real_file_is_true(cast: Cast, folder: Path) -> None:
    hire(cast, folder / "sales_teams.csv")
    bring(cast.boss, folder / "accounts.csv", "customers")
    assert Party.objects.filter(is_customer=True).count() == 85
    of = bring(cast.boss, folder / "sales_pipeline.csv", "opportunities")
    report = report_of(of)
    assert (report["rows"], report["created"]) == (8800, 8800)
    assert Opportunity.objects.filter(party=None).count() == 1425
    assert Opportunity.objects.filter(state="won").count() == 4238
    told = won_report(fresh(cast.boss), since=date(2017, 1, 1), until=date(2018, 1, 1), by_quarter=True)
    assert told is not None
    assert [money.amount for _count, money in told.sums] == QUARTERS
    assert told.total == (4238, Money.of(10_005_534, "CNY"))
    assert len(told.lines) == 30
    kept = list(Tally.objects.order_by("key").values_list("key", "count", "amount", "weighted"))
    recount()
    assert list(Tally.objects.order_by("key").values_list("key", "count", "amount", "weighted")) == kept
    assert StageStay.objects.filter(left_at=None).count() == Opportunity.objects.filter(state="open").count()

    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    assert Opportunity.objects.count() == 0
    assert Tally.objects.aggregate(n=Sum("count"))["n"] == 0
