"""How far customer information has come, and that every number leads to the rows that make it."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.collab.access.models import Role
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.actions import keep_week
from tongxin.directory.quality.models import Snapshot
from tongxin.directory.quality.queries.figures import figures_by_week, figures_now

ADDRESS = "/customers/progress/"


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def firm(cast: Cast) -> list[Party]:
    """李薇 knows one customer wholly and one by name; 何静 in the south has one by name."""
    whole = create_party(
        by=cast.seller, name="甲厂", industry="化工", city="苏州", source="展会", points={"phone": ["13806021001"]}
    )
    add_contact(by=cast.seller, party=whole, name="马国栋")
    note_activity(by=cast.seller, party=whole, kind="call", text="问好")
    return [whole, create_party(by=cast.seller, name="乙厂"), create_party(by=cast.south, name="南厂")]


@pytest.mark.parametrize(
    ("who", "customers"), [("boss", 3), ("manager", 2), ("seller", 2), ("south", 1), ("stranger", 0)]
)
def test_each_counts_what_each_may_see(cast: Cast, firm: list[Party], who: str, customers: int) -> None:
    person = getattr(cast, who)
    found = figures_now(person)
    assert sum(unit.total.customers for unit in found.values()) == customers
    keep_week(now())
    weeks = figures_by_week(person)
    assert (weeks[-1][1].customers if weeks else 0) == customers
    page = enter(person).get(ADDRESS).content.decode()
    assert ("何静" in page) == (who in ("boss", "south"))


def test_shares_count_those_of_whom_nothing_is_left_to_do(cast: Cast, firm: list[Party]) -> None:
    unit = figures_now(cast.seller)[cast.suzhou.pk]
    assert (unit.total.share("complete"), unit.total.share("contacted")) == (50, 50)
    assert unit.owners[cast.seller.pk] == unit.total


def test_every_number_leads_to_the_rows_that_make_it(cast: Cast, firm: list[Party]) -> None:
    boss = enter(cast.boss)
    page = boss.get(ADDRESS).content.decode()
    links = [html.unescape(link) for link in re.findall(r'href="(/customers/\?filter=[^"]+)"', page)]
    assert len(links) > 20

    def names(link: str) -> list[str]:
        rows = boss.get(link).content.decode()
        return [name for name in ("甲厂", "乙厂", "南厂") if f">{name}<" in rows]

    asked = {link: names(link) for link in set(links)}
    assert any(found == ["甲厂"] for found in asked.values())
    assert any(found == ["乙厂"] for found in asked.values())
    left = next(link for link in links if "lt" in link and "complete" in link and "unit" not in link)
    assert names(left) == ["乙厂", "南厂"]


def test_weeks_are_kept_and_the_first_ones_come_from_the_journal(cast: Cast, firm: list[Party]) -> None:
    with replaying(now() + timedelta(weeks=2)):
        create_party(by=cast.seller, name="丙厂")
        keep_week(now())
        keep_week(now())
    weeks = figures_by_week(cast.boss)
    assert [figures.customers for _week, figures in weeks][-3:] == [3, 3, 4]
    assert weeks[-2][1].complete is None
    assert weeks[-2][1].contacted == 1
    assert weeks[-1][1].complete == 1
    assert Snapshot.objects.filter(week_on=weeks[-1][0]).count() == 2


def test_hidden_facts_close_the_figures_made_of_them(cast: Cast, firm: list[Party]) -> None:
    role = Role.objects.get(assignments__person=cast.seller)
    role.fields = {"party": {"phones": "hidden", "owner": "hidden"}}
    role.save()
    page = enter(fresh(cast.seller)).get(ADDRESS).content.decode()
    assert ">完整<" not in page
    assert ">联系<" in page
    assert "按部门和人" not in page


def test_an_empty_firm_is_told_what_will_be_here(cast: Cast) -> None:
    assert "还没有可以衡量的" in enter(cast.boss).get(ADDRESS).content.decode()


def test_all_is_counted_before_the_turn_to_write_is_taken(firm: list[Party]) -> None:
    with CaptureQueriesContext(connection) as queries:
        keep_week(now())
    asked = [query["sql"] for query in queries]
    begun = next(place for place, sql in enumerate(asked) if sql.startswith("SAVEPOINT"))
    assert [sql for sql in asked[:begun] if "GROUP BY" in sql]
    assert [sql for sql in asked[begun:] if "GROUP BY" in sql] == []
