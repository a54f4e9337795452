"""A real firm's CRM, brought in whole at the terminal from where its files lie: what is reported is what the files say."""

import json

import pytest

from tests.commands.terminal import ROOT, Terminal

FILES = ROOT.parent / "shared" / "data" / "crm_records" / "maven_crm_sales_opportunities"
QUARTERS = [1_134_672, 3_086_111, 2_982_255, 2_802_496]
ASKED = """
import json
import django; django.setup()
from datetime import date
from django.db.models import Count
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.actions import recount
from tongxin.frontoffice.pipeline.models import Opportunity, StageStay, Tally
from tongxin.frontoffice.pipeline.queries import won_report
boss = Person.objects.order_by("pk").first()
told = won_report(boss, since=date(2017, 1, 1), until=date(2018, 1, 1), by_quarter=True)
deals = Opportunity.objects
kept = lambda: list(Tally.objects.order_by("key").values_list("key", "count", "amount", "weighted"))
before = kept()
recount()
print(json.dumps({
    "quarters": [int(money.amount) for _count, money in told.sums] if told else [],
    "won": [told.total[0], int(told.total[1].amount)] if told else [],
    "sellers": len(told.lines) if told else 0,
    "states": dict(deals.order_by().values_list("state").annotate(Count("pk"))),
    "alone": deals.filter(party=None).count(),
    "products": dict(deals.order_by().values_list("product").annotate(Count("pk"))),
    "customers": Party.objects.filter(is_customer=True).count(),
    "same_sums": before == kept(),
    "open_stays": StageStay.objects.filter(left_at=None).count(),
    "offices": sorted(Unit.objects.exclude(parent=None).values_list("name", flat=True)),
    "under": Person.objects.filter(posts__reports_to__name="Dustin Brinkmann").count(),
}))
"""


def test_a_whole_crm_comes_in_and_its_reports_are_true(terminal: Terminal) -> None:
    if not FILES.is_dir():
        pytest.skip("the shared data are not here")
    terminal.found_firm()
    team = terminal.told("import", str(FILES / "sales_teams.csv"), "--target", "colleagues")
    assert (team["created"], team["rejected"]) == (35, [])
    assert [one for one in team["warnings"] if "35" in one], "that nobody has a mail address is said"
    assert terminal.told("import", str(FILES / "accounts.csv"))["created"] == 85
    assert terminal.told("import", str(FILES / "products.csv"), "--target", "products")["created"] == 7
    deals = terminal.told("import", str(FILES / "sales_pipeline.csv"), "--target", "opportunities")
    assert (deals["rows"], deals["created"], deals["rejected"]) == (8800, 8800, [])
    assert [one for one in deals["warnings"] if "GTXPro" in one and "GTX Pro" in one and "1480" in one], deals[
        "warnings"
    ]
    assert [one for one in deals["warnings"] if "1425" in one], "deals without a customer are counted"
    told = json.loads(terminal.program("-c", ASKED).splitlines()[-1])
    assert (told["quarters"], told["won"], told["sellers"]) == (QUARTERS, [4238, 10_005_534], 30)
    assert (told["states"]["won"], told["alone"], told["customers"], told["same_sums"]) == (4238, 1425, 85, True)
    assert (len(told["products"]), "GTXPro" in told["products"]) == (7, False)
    assert told["open_stays"] == told["states"]["open"]
    assert (told["offices"], told["under"]) == (["Central", "East", "West"], 5)
    assert terminal.told("undo-import", str(deals["id"]))["deleted"] == 8800
